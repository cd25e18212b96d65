import { RowNumbers } from '../columns/row-numbers.ts';
import type { EventTable } from '../events/event-table.ts';
import { type LedgerTable, ORDER } from '../ledger/ledger-table.ts';
import { CustomerHits } from './customer-hits.ts';
import { settledSource } from './settled-source.ts';
import type { SourceCodes } from './source-codes.ts';
import { VISIT_GAP_MS, VisitCourse } from './visit-course.ts';

/** Takes the settled source of a row of the ledger, as a code of the dictionary `source`. */
export type PutSource = (row: number, source: number) => void;

/** Settles the sources of one customer's orders after the other (SRC-2), by the customer's hits. */
export class OrderSettler {
  private readonly ledger: LedgerTable;
  private readonly events: EventTable;
  private readonly codes: SourceCodes;
  private readonly hits: CustomerHits;
  private readonly course = new VisitCourse<number>();
  /** Orders whose source hangs on visits, in order of time. */
  private readonly orders = new RowNumbers();

  constructor(ledger: LedgerTable, events: EventTable, codes: SourceCodes) {
    this.ledger = ledger;
    this.events = events;
    this.codes = codes;
    this.hits = new CustomerHits(events, codes);
  }

  /** All versions of all orders of a customer, by the hits that were known at `knownAt`. */
  settle(local: number, knownAt: number, put: PutSource): void {
    this.findOrders(local, put);
    const { rows, count } = this.orders;
    if (count === 0) return;
    this.hits.find(local, this.ledger.rows.time[rows[count - 1]], knownAt);
    this.settleFound(put);
  }

  /** The source of an order that hangs on no visit, by all hits that are known; undefined where one may go on. */
  settledAlone(row: number): number | undefined {
    const { codes } = this;
    const { columns, time, local } = this.ledger.rows;
    const own = columns.source[row];
    if (codes.shows(own)) return own;
    if (this.hits.mayBeWithin(local[row], time[row] - VISIT_GAP_MS, time[row])) return undefined;
    return settledSource(codes, own, codes.isStationary(columns.storeKind[row]), undefined);
  }

  private settleFound(put: PutSource): void {
    const { orders, codes, course } = this;
    const { columns, time } = this.ledger.rows;
    const hits = this.hits.found;
    const hitTime = this.events.rows.time;
    const hitSource = this.events.rows.columns.source;
    let next = 0;
    let visit = codes.none;
    course.restart();
    for (let place = 0; place < orders.count; place += 1) {
      const row = orders.rows[place];
      for (; next < hits.count && hitTime[hits.rows[next]] <= time[row]; next += 1) {
        const source = hitSource[hits.rows[next]];
        if (course.begins(hitTime[hits.rows[next]], codes.keyOf(source))) visit = source;
      }
      const isStationary = codes.isStationary(columns.storeKind[row]);
      const shown = course.goesOnAt(time[row]) ? visit : undefined;
      put(row, settledSource(codes, columns.source[row], isStationary, shown));
    }
  }

  private findOrders(local: number, put: PutSource): void {
    const { rows } = this.ledger;
    const { time } = rows;
    this.orders.clear();
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) this.take(row, put);
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) this.take(row, put);
    this.orders.sort((a, b) => time[a] - time[b]);
  }

  private take(row: number, put: PutSource): void {
    const { flags, source } = this.ledger.rows.columns;
    if ((flags[row] & ORDER) === 0) return;
    if (this.codes.shows(source[row])) put(row, source[row]);
    else this.orders.push(row);
  }
}
