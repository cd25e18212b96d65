import type { ZoneTime } from '@perennial/calendar';
import { nextBoundary, type TimeWindow, windowBounds } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import type { RowsOfSet, WindowView } from './rows-of-set.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** A window that follows from the instant alone: worked out once an instant, for all customers. */
export class InstantWindow implements WindowView {
  fromMs = 0;
  toMs = 0;
  readonly rowsLeave: boolean;
  readonly rowsEnter: boolean;
  readonly reachesNow: boolean;
  readonly anchor = undefined;
  #atMs = Number.NaN;
  #nextForMs = Number.NaN;
  #nextAtMs = Number.NaN;
  #nextMs = NEVER;
  readonly #window: TimeWindow | undefined;
  readonly #zone: ZoneTime;

  constructor(window: TimeWindow | undefined, zone: ZoneTime) {
    this.#window = window;
    this.#zone = zone;
    const kind = window?.kind;
    this.rowsLeave = kind === 'last' || kind === 'between-ago' || kind === 'this' || kind === 'previous';
    this.rowsEnter = kind === 'ago' || kind === 'between-ago' || kind === 'previous';
    const isOpenEnded = window?.kind === 'dates' && window.to === undefined;
    this.reachesNow = kind === undefined || kind === 'last' || kind === 'this' || isOpenEnded;
  }

  resolve({ at }: CustomerRows): void {
    if (at === this.#atMs) return;
    const bounds = windowBounds(this.#window, at, this.#zone);
    this.#atMs = at;
    this.fromMs = bounds?.fromMs ?? NEVER;
    this.toMs = bounds?.toMs ?? -NEVER;
  }

  /** Kept for the next to ask: sets of one window often begin with the same row. */
  nextFor(timeMs: number, atMs: number): number {
    if (timeMs !== this.#nextForMs || atMs !== this.#nextAtMs) {
      this.#nextMs = nextBoundary(this.#window, this.#zone, timeMs, atMs);
      this.#nextForMs = timeMs;
      this.#nextAtMs = atMs;
    }
    return this.#nextMs;
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
  readonly reachesNow = true;
  readonly anchor: { set: RowsOfSet; which: 'first' | 'last' };
  readonly #afterMs: number;
  #round = -1;

  /** @param afterMs how long after the row it begins: 0 takes rows of the same instant in, 1 leaves them out */
  constructor(set: RowsOfSet, which: 'first' | 'last', afterMs: 0 | 1) {
    this.anchor = { set, which };
    this.#afterMs = afterMs;
  }

  resolve(rows: CustomerRows): void {
    if (rows.round === this.#round) return;
    this.#round = rows.round;
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
