import type { EventTable } from '../events/event-table.ts';
import { type LedgerTable, ORDER } from '../ledger/ledger-table.ts';
import { CustomerHits } from './customer-hits.ts';
import { settledSource } from './settled-source.ts';
import type { SourceCodes } from './source-codes.ts';
import { VisitCourse } from './visit-course.ts';

/** Takes the settled source of a row of the ledger, as a code of the dictionary `source`. */
export type PutSource = (row: number, source: number) => void;

/** Settles the sources of one customer's orders after the other (SRC-2), by the customer's hits. */
export class OrderSettler {
  private readonly ledger: LedgerTable;
  private readonly hits: CustomerHits;
  private readonly codes: SourceCodes;
  private readonly course = new VisitCourse<number>();
  /** Orders whose source hangs on visits, in order of time. */
  private readonly orders: number[] = [];

  constructor(ledger: LedgerTable, events: EventTable, codes: SourceCodes) {
    this.ledger = ledger;
    this.hits = new CustomerHits(events, codes);
    this.codes = codes;
  }

  /** All versions of all orders of a customer, by the hits that were known at `knownAt`. */
  settle(local: number, knownAt: number, put: PutSource): void {
    const { orders, hits, codes, course } = this;
    this.findOrders(local, put);
    if (orders.length === 0) return;
    const { columns, time } = this.ledger.rows;
    hits.read(local, time[orders[orders.length - 1]], knownAt);
    let place = 0;
    let visit = codes.none;
    course.restart();
    for (const row of orders) {
      for (; place < hits.rows.length && hits.timeMs(place) <= time[row]; place += 1) {
        const source = hits.source(place);
        if (course.begins(hits.timeMs(place), codes.keyOf(source))) visit = source;
      }
      const isStationary = codes.isStationary(columns.storeKind[row]);
      const shown = course.goesOnAt(time[row]) ? visit : undefined;
      put(row, settledSource(codes, columns.source[row], isStationary, shown));
    }
  }

  private findOrders(local: number, put: PutSource): void {
    const { orders, codes } = this;
    const { rows } = this.ledger;
    const { flags, source } = rows.columns;
    orders.length = 0;
    const take = (row: number): void => {
      if ((flags[row] & ORDER) === 0) return;
      if (codes.shows(source[row])) put(row, source[row]);
      else orders.push(row);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    const newest = rows.newestDelta(local);
    for (let row = newest; row >= 0; row = rows.deltaBefore(row)) take(row);
    if (newest >= 0) orders.sort((a, b) => rows.time[a] - rows.time[b]);
  }
}
