import { hash53 } from '../columns/hash.ts';
import type { FactsState } from '../facts-state.ts';
import { CANCELLATION, NO_ORDER, ORDER, REFUND } from '../ledger/ledger-table.ts';
import type {
  CancellationRecord,
  EventRecord,
  LedgerRecord,
  LineRecord,
  OrderRecord,
  RefundRecord,
} from '../record.ts';
import { type SourceFact, sourceText } from '../source.ts';
import { type CodedBatch, FRESH } from './coded-batch.ts';

const LONGEST_DURATION_MS = 0xffff_ffff;

/** Writes records into a batch: interns their texts and takes their figures over. */
export class RecordCoder {
  private readonly state: FactsState;
  private readonly batch: CodedBatch;
  private lastSource: SourceFact | undefined;
  private lastSourceCode = 0;

  constructor(state: FactsState, batch: CodedBatch) {
    this.state = state;
    this.batch = batch;
  }

  /** @throws RangeError when a dictionary is full; the batch is as before then. */
  entry(record: LedgerRecord, place: number): void {
    const { entries, lines } = this.batch;
    const firstLine = lines.count;
    const row = entries.add();
    try {
      this.writeEntry(row, record, place);
    } catch (error) {
      entries.count = row;
      lines.count = firstLine;
      throw error;
    }
  }

  /** @throws RangeError when a dictionary is full; the batch is as before then. */
  event(record: EventRecord, place: number): void {
    const { events } = this.batch;
    const row = events.add();
    try {
      this.writeEvent(row, record, place);
    } catch (error) {
      events.count = row;
      throw error;
    }
  }

  private writeEvent(row: number, event: EventRecord, place: number): void {
    const { dictionaries } = this.state;
    const { columns } = this.batch.events;
    columns.product[row] = dictionaries.product.intern(event.productId);
    columns.page[row] = dictionaries.page.intern(event.page);
    columns.query[row] = dictionaries.query.intern(event.query);
    columns.type[row] = dictionaries.eventType.intern(event.type);
    columns.source[row] = this.sourceCode(event.source);
    columns.node[row] = dictionaries.node.intern(event.node);
    columns.customer[row] = this.state.internCustomer(event.customerId);
    columns.time[row] = event.time;
    columns.recorded[row] = event.recordedTime;
    columns.id[row] = hash53(event.eventId);
    columns.durationMs[row] = Math.min(event.durationMs, LONGEST_DURATION_MS);
    columns.record[row] = place;
  }

  private writeEntry(row: number, record: LedgerRecord, place: number): void {
    const { columns } = this.batch.entries;
    const { lines } = this.batch;
    columns.lineStart[row] = lines.count;
    if (record.kind === 'order') this.writeOrder(row, record);
    else if (record.kind === 'refund') this.writeRefund(row, record);
    else this.writeCancellation(row, record);
    columns.lineEnd[row] = lines.count;
    columns.node[row] = this.state.dictionaries.node.intern(record.node);
    columns.customer[row] = this.state.internCustomer(record.customerId);
    columns.time[row] = record.time;
    columns.recorded[row] = record.recordedTime;
    columns.record[row] = place;
  }

  private writeOrder(row: number, order: OrderRecord): void {
    const { dictionaries } = this.state;
    const { columns } = this.batch.entries;
    columns.channel[row] = dictionaries.channel.intern(order.channel);
    columns.source[row] = this.sourceCode(order.source);
    columns.store[row] = dictionaries.store.intern(order.storeId);
    columns.storeKind[row] = dictionaries.storeKind.intern(order.storeKind);
    columns.coupon[row] = dictionaries.coupon.intern(order.coupon);
    columns.currency[row] = dictionaries.currency.intern(order.currency);
    columns.amount[row] = order.netMinor;
    columns.units[row] = this.writeLines(order.lines);
    columns.updated[row] = order.version.updatedTime;
    columns.tie[row] = hash53(order.version.tie);
    const known = dictionaries.key.size;
    const key = dictionaries.key.intern(order.orderKey);
    columns.flags[row] = key < known ? ORDER : ORDER | FRESH;
    columns.key[row] = key;
    columns.orderKey[row] = key;
  }

  private writeRefund(row: number, refund: RefundRecord): void {
    const { key } = this.state.dictionaries;
    const { columns } = this.batch.entries;
    this.writeNoDimensions(row);
    columns.flags[row] = REFUND;
    columns.amount[row] = -refund.amountMinor;
    columns.units[row] = -this.writeLines(refund.lines);
    columns.updated[row] = refund.version.updatedTime;
    columns.tie[row] = hash53(refund.version.tie);
    columns.key[row] = key.intern(refund.refundKey);
    columns.orderKey[row] = refund.orderKey === '' ? NO_ORDER : key.intern(refund.orderKey);
  }

  private writeCancellation(row: number, cancellation: CancellationRecord): void {
    const { columns } = this.batch.entries;
    this.writeNoDimensions(row);
    columns.flags[row] = CANCELLATION;
    columns.amount[row] = 0;
    columns.units[row] = 0;
    columns.updated[row] = cancellation.time;
    columns.tie[row] = hash53(cancellation.id);
    const key = this.state.dictionaries.key.intern(cancellation.orderKey);
    columns.key[row] = key;
    columns.orderKey[row] = key;
  }

  private writeNoDimensions(row: number): void {
    const { columns } = this.batch.entries;
    columns.channel[row] = 0;
    columns.source[row] = 0;
    columns.store[row] = 0;
    columns.storeKind[row] = 0;
    columns.coupon[row] = 0;
    columns.currency[row] = 0;
  }

  /** Returns their pieces. */
  private writeLines(records: readonly LineRecord[]): number {
    const { lines } = this.batch;
    let pieces = 0;
    for (const { productId, quantity, amountMinor } of records) {
      const line = lines.add();
      lines.columns.product[line] = this.state.dictionaries.product.intern(productId);
      lines.columns.quantity[line] = quantity;
      lines.columns.amount[line] = amountMinor;
      pieces += quantity;
    }
    return pieces;
  }

  private sourceCode(source: SourceFact): number {
    if (source !== this.lastSource) {
      this.lastSourceCode = this.state.dictionaries.source.intern(sourceText(source));
      this.lastSource = source;
    }
    return this.lastSourceCode;
  }
}
