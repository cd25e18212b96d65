import type { NumberTest } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import type { SetFigure } from './set-figure.ts';

/** A leaf that holds while a figure passes a test. */
export interface FigureTest {
  figure: SetFigure;
  test: NumberTest;
}

/** Leaves that hold while a figure lies in a range, their bounds side by side: many compare one figure, and none of them has to be called. */
export class FigureRanges {
  /** By leaf, as are the bounds; undefined for leaves that hold otherwise. */
  readonly #figures: readonly (SetFigure | undefined)[];
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #takesLow: Uint8Array;
  readonly #takesHigh: Uint8Array;

  /** @param tests by leaf */
  constructor(tests: readonly (FigureTest | undefined)[]) {
    const ranges = tests.map((each) => (each?.test.op === 'range' ? each.test : undefined));
    this.#figures = tests.map((each) => (each?.test.op === 'range' ? each.figure : undefined));
    this.#low = Float64Array.from(ranges, (range) => range?.low ?? Number.NEGATIVE_INFINITY);
    this.#high = Float64Array.from(ranges, (range) => range?.high ?? Number.POSITIVE_INFINITY);
    this.#takesLow = Uint8Array.from(ranges, (range) =>
      Number(range?.low === undefined || range.lowInclusive),
    );
    this.#takesHigh = Uint8Array.from(ranges, (range) =>
      Number(range?.high === undefined || range.highInclusive),
    );
  }

  has(leaf: number): boolean {
    return this.#figures[leaf] !== undefined;
  }

  /** The verdict of a leaf that is here; NaN lies in no range. */
  holds(leaf: number, rows: CustomerRows): boolean {
    const figure = this.#figures[leaf]?.of(rows) ?? Number.NaN;
    const isAbove = this.#takesLow[leaf] === 1 ? figure >= this.#low[leaf] : figure > this.#low[leaf];
    return isAbove && (this.#takesHigh[leaf] === 1 ? figure <= this.#high[leaf] : figure < this.#high[leaf]);
  }
}
