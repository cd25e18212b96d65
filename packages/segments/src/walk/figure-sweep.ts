import type { TurnsOfLeaf } from './turns-of-leaf.ts';

/** A verdict on figures: how many rows each has, and what they add up to. */
export type FiguresPass = (counts: ArrayLike<number>, values: ArrayLike<number>) => boolean;

/** Figures of one customer, followed from day to day as rows come and go. */
export class FigureSweep {
  /** The verdict on no rows. */
  readonly rest: boolean;
  readonly #passes: FiguresPass;
  readonly #days: number;
  readonly #figures: number;
  readonly #counts: Float64Array;
  readonly #values: Float64Array;
  /** What each day changes, by day and figure. */
  readonly #countChanges: Float64Array;
  readonly #valueChanges: Float64Array;
  /** Days with changes, 32 a word. */
  readonly #changed: Int32Array;

  /** @param days in all */
  constructor(days: number, figures: number, passes: FiguresPass) {
    this.#days = days;
    this.#figures = figures;
    this.#passes = passes;
    this.#counts = new Float64Array(figures);
    this.#values = new Float64Array(figures);
    this.#countChanges = new Float64Array(days * figures);
    this.#valueChanges = new Float64Array(days * figures);
    this.#changed = new Int32Array(Math.ceil(days / 32));
    this.rest = passes(this.#counts, this.#values);
  }

  /** A row of the days `first … end - 1`. @param count 1 for a row that counts, 0 for what takes back */
  add(first: number, end: number, figure: number, count: number, value: number): void {
    const come = first * this.#figures + figure;
    this.#countChanges[come] += count;
    this.#valueChanges[come] += value;
    this.#changed[first >>> 5] |= 1 << (first & 31);
    if (end >= this.#days) return;
    const gone = end * this.#figures + figure;
    this.#countChanges[gone] -= count;
    this.#valueChanges[gone] -= value;
    this.#changed[end >>> 5] |= 1 << (end & 31);
  }

  /** Tells the days on which the verdict turns, and forgets the rows. */
  run(turns: TurnsOfLeaf): void {
    const changed = this.#changed;
    let holds = this.rest;
    for (let word = 0; word < changed.length; word += 1) {
      for (let rest = changed[word]; rest !== 0; rest &= rest - 1) {
        const day = word * 32 + 31 - Math.clz32(rest & -rest);
        this.#change(day);
        if (this.#passes(this.#counts, this.#values) === holds) continue;
        holds = !holds;
        turns.add(day);
      }
      changed[word] = 0;
    }
    // Few: a loop takes less than `fill`.
    for (let figure = 0; figure < this.#figures; figure += 1) {
      this.#counts[figure] = 0;
      this.#values[figure] = 0;
    }
  }

  #change(day: number): void {
    const figures = this.#figures;
    for (let figure = 0, at = day * figures; figure < figures; figure += 1, at += 1) {
      this.#counts[figure] += this.#countChanges[at];
      this.#values[figure] += this.#valueChanges[at];
      this.#countChanges[at] = 0;
      this.#valueChanges[at] = 0;
    }
  }
}
