import type { ZoneTime } from '@perennial/calendar';
import type { NumberMeasure, RowKind } from '@perennial/conditions';
import type { RowTest } from '../compile/row-test.ts';
import type { CustomerRows } from './customer-rows.ts';
import { Places } from './places.ts';
import type { RowList } from './row-list.ts';
import type { MaskColumn } from './row-masks.ts';
import type { RowsOfSet, WindowView } from './rows-of-set.ts';
import { SetFigure } from './set-figure.ts';
import type { WindowPlaces } from './window-places.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What rows of a set have to pass. */
export interface SetTest {
  /** What their codes decide. */
  column: MaskColumn;
  /** What else has to hold; undefined: nothing. */
  rest: RowTest | undefined;
  /** All of it, for rows that have no masks: those that take back. */
  whole: RowTest | undefined;
}

/** Rows of the loaded customer that match a filter and lie in a window. Places are those of `listOf`, oldest first. */
export class CompiledSet implements RowsOfSet {
  readonly kind: RowKind;
  readonly within: WindowPlaces;
  readonly window: WindowView;
  readonly column: MaskColumn;
  readonly #word: number;
  readonly #bit: number;
  readonly #rest: RowTest | undefined;
  readonly #whole: RowTest | undefined;
  readonly #places = new Places();
  #placesRound = -1;
  readonly #refundPlaces = new Places();
  readonly #figures = new Map<NumberMeasure, SetFigure>();

  constructor(within: WindowPlaces, { column, rest, whole }: SetTest) {
    this.kind = within.masks.kind;
    this.within = within;
    this.window = within.window;
    this.column = column;
    this.#word = column.word;
    this.#bit = column.bit;
    this.#rest = rest;
    this.#whole = whole;
  }

  /** The same one for all leaves that compare it. */
  figure(measure: NumberMeasure, zone: ZoneTime): SetFigure {
    let figure = this.#figures.get(measure);
    if (figure === undefined) {
      figure = new SetFigure(this, measure, zone);
      this.#figures.set(measure, figure);
    }
    return figure;
  }

  /** The newest row that has the codes tells whether there is one in the window. */
  get isToldByNewest(): boolean {
    return this.#rest === undefined && this.window.reachesNow;
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

  exists(rows: CustomerRows): boolean {
    return this.last(rows) >= 0;
  }

  /** False when there is none and time alone brings none, as far as codes tell. */
  mayHold(rows: CustomerRows): boolean {
    return this.within.mayHold(rows, this.column);
  }

  /** −1 without one; so is `last`. */
  first(rows: CustomerRows): number {
    const { within } = this;
    const newest = within.newest(rows, this.column);
    if (newest < 0) return -1;
    within.resolve(rows);
    for (let place = within.start; place <= newest; place += 1) {
      if (this.#passes(rows, place)) return place;
    }
    return -1;
  }

  /** Looks at no row where codes tell. */
  last(rows: CustomerRows): number {
    const { within } = this;
    const newest = within.newest(rows, this.column);
    if (newest < 0 || this.#rest === undefined) return newest;
    within.resolve(rows);
    for (let place = newest; place >= within.start; place -= 1) {
      if (this.#passes(rows, place)) return place;
    }
    return -1;
  }

  /** The list is the set's own: it holds until the next customer. */
  places(rows: CustomerRows): Places {
    if (this.#placesRound === rows.round) return this.#places;
    this.#placesRound = rows.round;
    this.#places.clear();
    const { within } = this;
    const newest = within.newest(rows, this.column);
    if (newest < 0) return this.#places;
    within.resolve(rows);
    for (let place = within.start; place <= newest; place += 1) {
      if (this.#passes(rows, place)) this.#places.add(place);
    }
    return this.#places;
  }

  /** Refunds whose own time lies in the window. The list holds until the next call. */
  refundPlaces(rows: CustomerRows): Places {
    const refunds = this.refundsOf(rows);
    this.#refundPlaces.clear();
    if (refunds === undefined || refunds.count === 0) return this.#refundPlaces;
    this.window.resolve(rows);
    const { fromMs, toMs } = this.window;
    for (let place = refunds.firstFrom(fromMs); place < refunds.count; place += 1) {
      if (refunds.timeMs[place] > toMs) break;
      if (this.#passesBack(rows, refunds, place)) this.#refundPlaces.add(place);
    }
    return this.#refundPlaces;
  }

  /** Refunds of an order, whenever they came. The list holds until the next call. */
  refundPlacesOf(rows: CustomerRows, order: number): Places {
    const refunds = this.refundsOf(rows);
    this.#refundPlaces.clear();
    for (let place = 0; refunds !== undefined && place < refunds.count; place += 1) {
      if (refunds.order[place] === order && this.#passesBack(rows, refunds, place))
        this.#refundPlaces.add(place);
    }
    return this.#refundPlaces;
  }

  /** First instant after the one loaded at which time alone brings a matching row in or takes one out. */
  nextInstant(rows: CustomerRows): number {
    return Math.min(this.#nextOfRows(rows), this.window.nextInstant(rows));
  }

  /** The same for refunds: as they are few, all their times have a say. */
  nextRefundInstant(rows: CustomerRows): number {
    const { window } = this;
    const refunds = this.refundsOf(rows);
    let nextMs = NEVER;
    if (refunds === undefined || !(window.rowsLeave || window.rowsEnter)) return nextMs;
    for (let place = 0; place < refunds.count; place += 1) {
      if (!this.#passesBack(rows, refunds, place)) continue;
      nextMs = Math.min(nextMs, window.nextFor(refunds.timeMs[place], rows.at));
    }
    return nextMs;
  }

  /** Bounds never fall as time goes on: so the oldest row within leaves first, and the oldest that is still to enter enters first. */
  #nextOfRows(rows: CustomerRows): number {
    const { window, within } = this;
    if (!(window.rowsLeave || window.rowsEnter)) return NEVER;
    const { timeMs, count } = this.listOf(rows);
    const first = window.rowsLeave ? this.first(rows) : -1;
    let nextMs = first < 0 ? NEVER : window.nextFor(timeMs[first], rows.at);
    if (!window.rowsEnter) return nextMs;
    within.resolve(rows);
    within.masks.look(rows);
    for (let place = within.end; place < count; place += 1) {
      if (!this.#passes(rows, place)) continue;
      const entersMs = window.nextFor(timeMs[place], rows.at);
      nextMs = Math.min(nextMs, entersMs);
      // A row may have no time in the window at all; the next one may.
      if (entersMs < NEVER) break;
    }
    return nextMs;
  }

  /** After the masks have been looked at. */
  #passes(rows: CustomerRows, place: number): boolean {
    const { ofPlaces, width } = this.within.masks;
    if ((ofPlaces[place * width + this.#word] & this.#bit) === 0) return false;
    if (this.#rest === undefined) return true;
    const { item, order } = this.listOf(rows);
    return this.#rest(rows.columns, item[place], order[place]);
  }

  #passesBack(rows: CustomerRows, { item, order }: RowList, place: number): boolean {
    return this.#whole === undefined || this.#whole(rows.columns, item[place], order[place]);
  }
}
