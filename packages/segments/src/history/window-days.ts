import type { ZoneTime } from '@perennial/calendar';
import { type TimeWindow, type WindowBounds, windowBounds } from '@perennial/conditions';
import { firstDayFrom } from './day-search.ts';

/** A window as seen from each of some instants: its ends never go back, so a row is in it on days in a row. */
export class WindowDays {
  readonly #fromMs: Float64Array;
  readonly #toMs: Float64Array;
  readonly #instants: Float64Array;
  readonly #isNeverLeft: boolean;

  /** @param instants ascending */
  constructor(window: TimeWindow | undefined, instants: Float64Array, zone: ZoneTime) {
    const bounds = Array.from(instants, (at) => windowBounds(window, at, zone));
    this.#fromMs = Float64Array.from(bounds, (each) => each?.fromMs ?? Number.POSITIVE_INFINITY);
    this.#toMs = Float64Array.from(bounds, (each) => each?.toMs ?? Number.NEGATIVE_INFINITY);
    this.#instants = instants;
    this.#isNeverLeft = this.#fromMs.every((fromMs) => fromMs === Number.NEGATIVE_INFINITY);
  }

  /** Within which all its rows lie. */
  get widest(): WindowBounds {
    return { fromMs: this.#fromMs[0], toMs: this.#toMs[this.#toMs.length - 1] };
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
