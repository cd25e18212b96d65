/** So that hardly two bounds share a slot. */
const SLOTS_A_DAY = 2;
/** So that the slot of any time fits into 32 bits. */
const LEAST_SLOT_MS = 10_000_000;

/** Finds days by a bound that each has, such as its instant: ascending. Without branches that time decides, for rows come at any. */
export class DayFinder {
  /** One more than days, which nothing is behind. */
  readonly #bounds: Float64Array;
  readonly #firstMs: number;
  readonly #slotsAMs: number;
  readonly #lastSlot: number;
  /** The time between the first and the last bound in equal parts: no day before belongs to what lies in the part. */
  readonly #slots: Int32Array;

  constructor(bounds: Float64Array) {
    const finite = bounds.filter(Number.isFinite);
    const [firstMs = 0] = finite;
    const wholeMs = (finite.at(-1) ?? 0) - firstMs;
    const slotMs = Math.max(wholeMs / (bounds.length * SLOTS_A_DAY + 1), LEAST_SLOT_MS);
    this.#bounds = new Float64Array(bounds.length + 1).fill(Number.POSITIVE_INFINITY);
    this.#bounds.set(bounds);
    this.#firstMs = firstMs;
    this.#slotsAMs = 1 / slotMs;
    this.#lastSlot = Math.ceil(wholeMs / slotMs);
    this.#slots = this.#firstDays(bounds);
  }

  /** The first day whose bound is at or after `ms`; the number of days when none is. */
  from(ms: number): number {
    if (ms === Number.NEGATIVE_INFINITY) return 0;
    const bounds = this.#bounds;
    let day = this.#slots[this.#slotOf(ms)];
    day += Number(bounds[day] < ms);
    while (bounds[day] < ms) day += 1;
    return day;
  }

  /** By slot: earlier bounds lie in earlier slots, so they are before whatever lies in it. */
  #firstDays(bounds: Float64Array): Int32Array {
    let day = 0;
    return Int32Array.from({ length: this.#lastSlot + 1 }, (_, slot) => {
      while (day < bounds.length && this.#isBefore(bounds[day], slot)) day += 1;
      return day;
    });
  }

  #isBefore(boundMs: number, slot: number): boolean {
    return Number.isFinite(boundMs) ? this.#slotOf(boundMs) < slot : boundMs < 0;
  }

  /** Never falls as times rise; that of no finite time is 0. */
  #slotOf(ms: number): number {
    const slot = ((ms - this.#firstMs) * this.#slotsAMs) | 0;
    const past = (slot & ~(slot >> 31)) - this.#lastSlot;
    return this.#lastSlot + (past & (past >> 31));
  }
}
