import { hash53 } from '../columns/hash.ts';
import { type FactsState, GUESTS } from '../facts-state.ts';
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

/** Texts of the rows of a batch, one after the other; those of guests are left out. */
interface WaitingTexts {
  entryCustomers: string[];
  eventCustomers: string[];
  entryNodes: string[];
  eventNodes: string[];
  lineProducts: string[];
  eventProducts: string[];
  /** Of each entry its own, then that of the order that a refund names. */
  keys: string[];
}

function noTexts(): WaitingTexts {
  return {
    ...{ entryCustomers: [], eventCustomers: [], entryNodes: [], eventNodes: [] },
    ...{ lineProducts: [], eventProducts: [], keys: [] },
  };
}

/** Writes records into a batch: takes their figures over, and interns their texts when all are there. */
export class RecordCoder {
  private readonly state: FactsState;
  private readonly batch: CodedBatch;
  private readonly texts = noTexts();
  private lastSource: SourceFact | undefined;
  private lastSourceCode = 0;

  constructor(state: FactsState, batch: CodedBatch) {
    this.state = state;
    this.batch = batch;
  }

  /** Everything but the texts that `internTexts` sees to. @throws RangeError when a dictionary is full. */
  entry(record: LedgerRecord, place: number): void {
    const { entries, lines } = this.batch;
    const row = entries.add();
    const { columns } = entries;
    columns.lineStart[row] = lines.count;
    if (record.kind === 'order') this.writeOrder(row, record);
    else if (record.kind === 'refund') this.writeRefund(row, record);
    else this.writeCancellation(row, record);
    columns.lineEnd[row] = lines.count;
    columns.customer[row] = noteCustomer(this.texts.entryCustomers, record.customerId);
    this.texts.entryNodes.push(record.node);
    columns.time[row] = record.time;
    columns.recorded[row] = record.recordedTime;
    columns.record[row] = place;
  }

  /** Everything but the texts that `internTexts` sees to. @throws RangeError when a dictionary is full. */
  event(event: EventRecord, place: number): void {
    const { dictionaries } = this.state;
    const { events } = this.batch;
    const row = events.add();
    const { columns } = events;
    columns.page[row] = dictionaries.page.intern(event.page);
    columns.query[row] = dictionaries.query.intern(event.query);
    columns.type[row] = dictionaries.eventType.intern(event.type);
    columns.source[row] = this.sourceCode(event.source);
    columns.customer[row] = noteCustomer(this.texts.eventCustomers, event.customerId);
    this.texts.eventNodes.push(event.node);
    this.texts.eventProducts.push(event.productId);
    columns.time[row] = event.time;
    columns.recorded[row] = event.recordedTime;
    columns.id[row] = hash53(event.eventId);
    columns.durationMs[row] = Math.min(event.durationMs, LONGEST_DURATION_MS);
    columns.record[row] = place;
  }

  /** Interns what the rows so far left. @throws RangeError when a dictionary is full. */
  internTexts(): void {
    const { state, texts } = this;
    const { entries, lines, events } = this.batch;
    const { customer, node, product } = state.dictionaries;
    putCustomers(customer.internAll(texts.entryCustomers), entries.columns.customer, entries.count);
    putCustomers(customer.internAll(texts.eventCustomers), events.columns.customer, events.count);
    state.makeShards();
    putCodes(node.internAll(texts.entryNodes), entries.columns.node, entries.count);
    putCodes(node.internAll(texts.eventNodes), events.columns.node, events.count);
    putCodes(product.internAll(texts.lineProducts), lines.columns.product, lines.count);
    putCodes(product.internAll(texts.eventProducts), events.columns.product, events.count);
    this.putKeys();
  }

  /** Forgets the texts so far. */
  clear(): void {
    for (const texts of Object.values(this.texts)) texts.length = 0;
  }

  /** An order is fresh whose key is the next new one. */
  private putKeys(): void {
    const { key: keys } = this.state.dictionaries;
    const { columns, count } = this.batch.entries;
    const { flags, key, orderKey } = columns;
    let known = keys.size;
    const codes = keys.internAll(this.texts.keys);
    let next = 0;
    for (let row = 0; row < count; row += 1) {
      key[row] = codes[next];
      if (codes[next] === known && flags[row] === ORDER) flags[row] = ORDER | FRESH;
      if (codes[next] === known) known += 1;
      next += 1;
      if (flags[row] !== REFUND) orderKey[row] = key[row];
      else if (orderKey[row] !== NO_ORDER) {
        orderKey[row] = codes[next];
        if (codes[next] === known) known += 1;
        next += 1;
      }
    }
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
    columns.flags[row] = ORDER;
    this.texts.keys.push(order.orderKey);
  }

  private writeRefund(row: number, refund: RefundRecord): void {
    const { columns } = this.batch.entries;
    this.writeNoDimensions(row);
    columns.flags[row] = REFUND;
    columns.amount[row] = -refund.amountMinor;
    columns.units[row] = -this.writeLines(refund.lines);
    columns.updated[row] = refund.version.updatedTime;
    columns.tie[row] = hash53(refund.version.tie);
    this.texts.keys.push(refund.refundKey);
    columns.orderKey[row] = refund.orderKey === '' ? NO_ORDER : 0;
    if (refund.orderKey !== '') this.texts.keys.push(refund.orderKey);
  }

  private writeCancellation(row: number, cancellation: CancellationRecord): void {
    const { columns } = this.batch.entries;
    this.writeNoDimensions(row);
    columns.flags[row] = CANCELLATION;
    columns.amount[row] = 0;
    columns.units[row] = 0;
    columns.updated[row] = cancellation.time;
    columns.tie[row] = hash53(cancellation.id);
    this.texts.keys.push(cancellation.orderKey);
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
      this.texts.lineProducts.push(productId);
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

/** Returns what stands for the customer until all are interned. */
function noteCustomer(texts: string[], customerId: string): number {
  if (customerId === '') return GUESTS;
  texts.push(customerId);
  return 0;
}

/** Codes of customers one after the other, guests left out. */
function putCustomers(codes: Uint32Array, column: Int32Array, count: number): void {
  let next = 0;
  for (let row = 0; row < count; row += 1) {
    if (column[row] === GUESTS) continue;
    column[row] = codes[next];
    next += 1;
  }
}

function putCodes(codes: Uint32Array, column: Uint32Array, count: number): void {
  column.set(codes.subarray(0, count));
}
