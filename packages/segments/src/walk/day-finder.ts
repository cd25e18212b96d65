import { firstTimeFrom } from '../time-search.ts';

/** So that mostly the first look finds the day. */
const SLOTS_A_DAY = 2;

/** Finds days by a bound that each has, such as its instant: ascending. */
export class DayFinder {
  readonly #bounds: Float64Array;
  readonly #firstMs: number;
  readonly #slotsAMs: number;
  /** The time between the first and the last bound in equal parts: no day before belongs to what lies in the part. */
  readonly #slots: Int32Array;

  constructor(bounds: Float64Array) {
    const days = bounds.length;
    const slots = days * SLOTS_A_DAY;
    const [firstMs = 0] = bounds;
    const slotMs = days === 0 ? 1 : (bounds[days - 1] - firstMs) / slots;
    this.#bounds = bounds;
    this.#firstMs = firstMs;
    this.#slotsAMs = 1 / slotMs;
    this.#slots = Int32Array.from({ length: slots + 1 }, (_, slot) =>
      firstTimeFrom(bounds, days, firstMs + (slot - 1) * slotMs),
    );
  }

  /** The first day whose bound is at or after `ms`; the number of days when none is. */
  from(ms: number): number {
    const bounds = this.#bounds;
    const days = bounds.length;
    if (days === 0 || ms <= bounds[0]) return 0;
    if (ms > bounds[days - 1]) return days;
    // Open ends are no measure (NaN, which is slot 0).
    let day = this.#slots[((ms - this.#firstMs) * this.#slotsAMs) | 0];
    while (bounds[day] < ms) day += 1;
    return day;
  }
}
