import type { ClassFloors } from './class-floors.ts';
import type { FigureRuns } from './figure-runs.ts';

/** Without an order there is no class. */
export const NO_CLASS = -1;

/** The classes of one customer after the other in a dimension, from day to day. */
export class ClassesByDay {
  /** Behind the last day on which the class is the one that was asked for last. */
  until = 0;
  readonly #runs: FigureRuns;
  readonly #floors: ClassFloors;
  readonly #firstDays: Uint16Array;
  #start = 0;
  #next = 0;
  #stop = 0;

  /** @param firstDays by moment the first day whose instant is not before it */
  constructor(runs: FigureRuns, floors: ClassFloors, firstDays: Uint16Array) {
    this.#runs = runs;
    this.#floors = floors;
    this.#firstDays = firstDays;
  }

  begin(local: number): void {
    this.#start = this.#runs.starts[local];
    this.#next = this.#start;
    this.#stop = this.#runs.starts[local + 1];
  }

  /** Days are asked in turn. */
  classOn(day: number): number {
    const { first, values } = this.#runs;
    while (this.#next < this.#stop && this.#firstDays[first[this.#next]] <= day) this.#next += 1;
    this.until = this.#next < this.#stop ? this.#firstDays[first[this.#next]] : this.#floors.days;
    const figure = this.#next === this.#start ? Number.NaN : values[this.#next - 1];
    if (Number.isNaN(figure)) return NO_CLASS;
    this.until = this.#floors.until(figure, day, this.until);
    return this.#floors.classOn(figure, day);
  }
}
