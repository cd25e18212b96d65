import type { ZoneTime } from '@perennial/calendar';
import { type TimeWindow, type WindowBounds, windowBounds } from '@perennial/conditions';
import { firstDayFrom } from './day-search.ts';

const EVER: WindowBounds = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** A window as seen from each of some instants: its ends never go back, so a row is in it on days in a row. */
export class WindowDays {
  /** Outside are no rows that anybody asks for. */
  readonly widest: WindowBounds;
  readonly #fromMs: Float64Array;
  readonly #toMs: Float64Array;
  readonly #instants: Float64Array;
  readonly #isNeverLeft: boolean;

  /** @param instants ascending @param within rows beyond are not asked for */
  constructor(
    window: TimeWindow | undefined,
    instants: Float64Array,
    zone: ZoneTime,
    within: WindowBounds = EVER,
  ) {
    const bounds = Array.from(instants, (at) => windowBounds(window, at, zone));
    this.#fromMs = Float64Array.from(bounds, (each) => each?.fromMs ?? Number.POSITIVE_INFINITY);
    this.#toMs = Float64Array.from(bounds, (each) => each?.toMs ?? Number.NEGATIVE_INFINITY);
    this.#instants = instants;
    this.widest = {
      fromMs: Math.max(this.#fromMs[0], within.fromMs),
      toMs: Math.min(this.#toMs[instants.length - 1], within.toMs),
    };
    this.#isNeverLeft = this.#fromMs.every((fromMs) => fromMs === Number.NEGATIVE_INFINITY);
  }

  firstDay(timeMs: number): number {
    return firstDayFrom(this.#toMs, timeMs);
  }

  /** The first day on which a row is in it no more; a row counts until before `voidFromMs`. */
  endDay(timeMs: number, voidFromMs: number): number {
    const leaves = this.#isNeverLeft ? this.#instants.length : firstDayFrom(this.#fromMs, timeMs + 1);
    return voidFromMs === Number.POSITIVE_INFINITY
      ? leaves
      : Math.min(leaves, firstDayFrom(this.#instants, voidFromMs));
  }
}
