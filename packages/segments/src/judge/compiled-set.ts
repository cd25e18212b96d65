import type { RowKind } from '@perennial/conditions';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowTest } from '../compile/row-test.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';
import type { RowsOfSet, WindowView } from './rows-of-set.ts';
import { SetFigures } from './set-figures.ts';
import type { WindowPlaces } from './window-places.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Rows of the loaded customer that match a filter and lie in a window. Places are those of `listOf`, oldest first. */
export class CompiledSet implements RowsOfSet {
  readonly kind: RowKind;
  readonly within: WindowPlaces;
  readonly window: WindowView;
  /** Products of lines, or types of events, that pass; undefined: all do. */
  readonly codes: CodeSet | undefined;
  /** What else has to hold. */
  readonly rest: RowTest | undefined;
  readonly figures: SetFigures;

  constructor(
    kind: RowKind,
    within: WindowPlaces,
    test: { codes: CodeSet | undefined; rest: RowTest | undefined },
  ) {
    this.kind = kind;
    this.within = within;
    this.window = within.window;
    this.codes = test.codes;
    this.rest = test.rest;
    this.figures = new SetFigures(this);
  }

  /** Time alone never changes which rows are in it. */
  get isTimeless(): boolean {
    const { rowsLeave, rowsEnter, anchor } = this.window;
    return !rowsLeave && !rowsEnter && anchor === undefined;
  }

  listOf(rows: CustomerRows): RowList {
    return rows.listOf(this.kind);
  }

  /** What takes back from rows of this kind; undefined when nothing does. */
  refundsOf(rows: CustomerRows): RowList | undefined {
    if (this.kind === 'line') return rows.refundLines;
    return this.kind === 'order' ? rows.refunds : undefined;
  }

  /** Whether there is one; looks at no row where the codes within tell. */
  exists(rows: CustomerRows): boolean {
    const { within, codes } = this;
    within.resolve(rows);
    if (within.start >= within.end) return false;
    if (codes === undefined) return this.rest === undefined || this.last(rows) >= 0;
    if (!within.hasCode(rows, codes)) return false;
    return this.rest === undefined || this.last(rows) >= 0;
  }

  /** −1 without one; so is `last`. */
  first(rows: CustomerRows): number {
    const { within } = this;
    within.resolve(rows);
    const list = this.listOf(rows);
    for (let place = within.start; place < within.end; place += 1) {
      if (this.passes(rows, list, place)) return place;
    }
    return -1;
  }

  last(rows: CustomerRows): number {
    const { within } = this;
    within.resolve(rows);
    const list = this.listOf(rows);
    for (let place = within.end - 1; place >= within.start; place -= 1) {
      if (this.passes(rows, list, place)) return place;
    }
    return -1;
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
    if (this.codes !== undefined && this.codes.codes[list.code[place]] !== 1) return false;
    return this.rest === undefined || this.rest(columns, list.item[place], list.order[place]);
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
