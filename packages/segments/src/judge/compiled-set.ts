import type { RowKind, RowSet } from '@perennial/conditions';
import type { RowTest } from '../compile/row-test.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';
import type { WindowView } from './window-view.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Rows of the loaded customer that match a filter and lie in a window. Places are those of `listOf`, oldest first. */
export class CompiledSet {
  readonly source: RowSet;
  readonly window: WindowView;
  /** Undefined: every row passes. */
  readonly test: RowTest | undefined;

  constructor(source: RowSet, window: WindowView, test: RowTest | undefined) {
    this.source = source;
    this.window = window;
    this.test = test;
  }

  get kind(): RowKind {
    return this.source.rows;
  }

  listOf(rows: CustomerRows): RowList {
    switch (this.source.rows) {
      case 'line':
        return rows.lines;
      case 'order':
        return rows.orders;
      case 'event':
        return rows.events;
      case 'visit':
        return rows.visits();
    }
  }

  /** What takes back from rows of this kind; undefined when nothing does. */
  refundsOf(rows: CustomerRows): RowList | undefined {
    if (this.source.rows === 'line') return rows.refundLines;
    return this.source.rows === 'order' ? rows.refunds : undefined;
  }

  /** −1 without one; so is `last`. */
  first(rows: CustomerRows): number {
    this.window.resolve(rows);
    return this.#firstOf(this.listOf(rows), rows, this.window.fromMs, this.window.toMs);
  }

  last(rows: CustomerRows): number {
    this.window.resolve(rows);
    const { fromMs, toMs } = this.window;
    const list = this.listOf(rows);
    for (let place = list.count - 1; place >= 0 && list.timeMs[place] >= fromMs; place -= 1) {
      if (list.timeMs[place] <= toMs && this.passes(rows, list, place)) return place;
    }
    return -1;
  }

  count(rows: CustomerRows): number {
    this.window.resolve(rows);
    const { test } = this;
    const { columns } = rows;
    const { toMs } = this.window;
    const list = this.listOf(rows);
    let count = 0;
    for (let place = list.firstFrom(this.window.fromMs); place < list.count; place += 1) {
      if (list.timeMs[place] > toMs) break;
      if (test === undefined || test(columns, list.item[place], list.order[place])) count += 1;
    }
    return count;
  }

  places(rows: CustomerRows): number[] {
    return this.#placesIn(this.listOf(rows), rows);
  }

  /** Refunds whose own time lies in the window. */
  refundPlaces(rows: CustomerRows): number[] {
    const refunds = this.refundsOf(rows);
    return refunds === undefined || refunds.count === 0 ? [] : this.#placesIn(refunds, rows);
  }

  /** Refunds of an order, whenever they came. */
  refundPlacesOf(rows: CustomerRows, order: number): number[] {
    const refunds = this.refundsOf(rows);
    const places: number[] = [];
    for (let place = 0; refunds !== undefined && place < refunds.count; place += 1) {
      if (refunds.order[place] === order && this.passes(rows, refunds, place)) places.push(place);
    }
    return places;
  }

  passes({ columns }: CustomerRows, list: RowList, place: number): boolean {
    return this.test === undefined || this.test(columns, list.item[place], list.order[place]);
  }

  /** First instant after the one loaded at which time alone brings a matching row in or takes one out. */
  nextInstant(rows: CustomerRows): number {
    return Math.min(this.#nextIn(this.listOf(rows), rows), this.window.nextInstant(rows));
  }

  /** The same for refunds. */
  nextRefundInstant(rows: CustomerRows): number {
    const refunds = this.refundsOf(rows);
    return refunds === undefined ? NEVER : this.#nextIn(refunds, rows);
  }

  /** Bounds never fall as time goes on: so the oldest row within leaves first, and the oldest that is still to enter enters first. */
  #nextIn(list: RowList, rows: CustomerRows): number {
    const { window } = this;
    if (list.count === 0 || !(window.rowsLeave || window.rowsEnter)) return NEVER;
    window.resolve(rows);
    const within = window.rowsLeave ? this.#firstOf(list, rows, window.fromMs, window.toMs) : -1;
    let nextMs = within < 0 ? NEVER : window.nextFor(list.timeMs[within], rows.at);
    if (!window.rowsEnter) return nextMs;
    for (let place = list.firstFrom(window.toMs + 1); place < list.count; place += 1) {
      if (!this.passes(rows, list, place)) continue;
      const entersMs = window.nextFor(list.timeMs[place], rows.at);
      nextMs = Math.min(nextMs, entersMs);
      // A row may have no time in the window at all; the next one may.
      if (entersMs < NEVER) break;
    }
    return nextMs;
  }

  #firstOf(list: RowList, rows: CustomerRows, fromMs: number, toMs: number): number {
    for (let place = list.firstFrom(fromMs); place < list.count && list.timeMs[place] <= toMs; place += 1) {
      if (this.passes(rows, list, place)) return place;
    }
    return -1;
  }

  #placesIn(list: RowList, rows: CustomerRows): number[] {
    this.window.resolve(rows);
    const { fromMs, toMs } = this.window;
    const places: number[] = [];
    for (let place = list.firstFrom(fromMs); place < list.count && list.timeMs[place] <= toMs; place += 1) {
      if (this.passes(rows, list, place)) places.push(place);
    }
    return places;
  }
}
