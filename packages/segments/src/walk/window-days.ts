import type { ZoneTime } from '@perennial/calendar';
import { type TimeWindow, type WindowBounds, windowBounds } from '@perennial/conditions';
import { DayFinder } from './day-finder.ts';

const EVER: WindowBounds = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** A window as seen from each of some instants: its ends never go back, so a row is in it on days in a row. */
export class WindowDays {
  /** Outside are no rows that anybody asks for. */
  readonly widest: WindowBounds;
  /** It ends at each instant itself: a row comes in when it is there. */
  readonly isUpToNow: boolean;
  readonly #begins: DayFinder;
  readonly #ends: DayFinder;
  readonly #instants: DayFinder;

  /** @param instants ascending @param within rows beyond are not asked for */
  constructor(
    window: TimeWindow | undefined,
    instants: Float64Array,
    zone: ZoneTime,
    within: WindowBounds = EVER,
  ) {
    const bounds = Array.from(instants, (at) => windowBounds(window, at, zone));
    const fromMs = Float64Array.from(bounds, (each) => each?.fromMs ?? Number.POSITIVE_INFINITY);
    const toMs = Float64Array.from(bounds, (each) => each?.toMs ?? Number.NEGATIVE_INFINITY);
    this.#begins = new DayFinder(fromMs);
    this.#ends = new DayFinder(toMs);
    this.#instants = new DayFinder(instants);
    this.isUpToNow = toMs.every((ms, day) => ms === instants[day]);
    this.widest = {
      fromMs: Math.max(fromMs[0], within.fromMs),
      toMs: Math.min(toMs[instants.length - 1], within.toMs),
    };
  }

  firstDay(timeMs: number): number {
    return this.#ends.from(timeMs);
  }

  /** The first day on which a row is in it no more. */
  endDay(timeMs: number): number {
    return this.#begins.from(timeMs + 1);
  }

  /** The same for a row that counts until before an instant. */
  endDayUntil(timeMs: number, voidFromMs: number): number {
    return Math.min(this.endDay(timeMs), this.#instants.from(voidFromMs));
  }
}
