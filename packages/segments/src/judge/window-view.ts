import type { ZoneTime } from '@perennial/calendar';
import { nextBoundary, type TimeWindow, windowBounds } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';

/** The bounds of a window for the customer and instant that are loaded: rows with `fromMs` <= time <= `toMs`. */
export interface WindowView {
  readonly fromMs: number;
  readonly toMs: number;
  /** Sets the bounds. */
  resolve(rows: CustomerRows): void;
  /** Time alone takes rows out of it. */
  readonly rowsLeave: boolean;
  /** Time alone brings rows of the past into it. */
  readonly rowsEnter: boolean;
  /** First instant after `atMs` at which a row of a time enters or leaves. */
  nextFor(timeMs: number, atMs: number): number;
  /** First instant after the one loaded at which time alone moves what the window hangs on. */
  nextInstant(rows: CustomerRows): number;
  /** The row that it hangs on, if it does. */
  readonly anchor: { set: CompiledSet; which: 'first' | 'last' } | undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

/** A window that follows from the instant alone: worked out once an instant, for all customers. */
export class InstantWindow implements WindowView {
  fromMs = 0;
  toMs = 0;
  readonly rowsLeave: boolean;
  readonly rowsEnter: boolean;
  readonly anchor = undefined;
  #atMs = Number.NaN;
  readonly #window: TimeWindow | undefined;
  readonly #zone: ZoneTime;

  constructor(window: TimeWindow | undefined, zone: ZoneTime) {
    this.#window = window;
    this.#zone = zone;
    const kind = window?.kind;
    this.rowsLeave = kind === 'last' || kind === 'between-ago' || kind === 'this' || kind === 'previous';
    this.rowsEnter = kind === 'ago' || kind === 'between-ago' || kind === 'previous';
  }

  resolve({ at }: CustomerRows): void {
    if (at === this.#atMs) return;
    const bounds = windowBounds(this.#window, at, this.#zone);
    this.#atMs = at;
    this.fromMs = bounds?.fromMs ?? NEVER;
    this.toMs = bounds?.toMs ?? -NEVER;
  }

  nextFor(timeMs: number, atMs: number): number {
    return nextBoundary(this.#window, this.#zone, timeMs, atMs);
  }

  nextInstant(): number {
    return NEVER;
  }
}

/** After the first or last row of a set, or from it on. */
export class AnchoredWindow implements WindowView {
  fromMs = 0;
  toMs = 0;
  readonly rowsLeave = false;
  readonly rowsEnter = false;
  readonly anchor: { set: CompiledSet; which: 'first' | 'last' };
  readonly #afterMs: number;

  /** @param afterMs how long after the row it begins: 0 takes rows of the same instant in, 1 leaves them out */
  constructor(set: CompiledSet, which: 'first' | 'last', afterMs: 0 | 1) {
    this.anchor = { set, which };
    this.#afterMs = afterMs;
  }

  resolve(rows: CustomerRows): void {
    const { set, which } = this.anchor;
    const place = which === 'first' ? set.first(rows) : set.last(rows);
    this.fromMs = place < 0 ? NEVER : set.listOf(rows).timeMs[place] + this.#afterMs;
    this.toMs = place < 0 ? -NEVER : rows.at;
  }

  nextFor(): number {
    return NEVER;
  }

  nextInstant(rows: CustomerRows): number {
    return this.anchor.set.nextInstant(rows);
  }
}
