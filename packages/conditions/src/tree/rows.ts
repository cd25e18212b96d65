import type { RowSet, TimeWindow } from './row-set.ts';
import type { NumberTest } from './value-test.ts';

/**
 * `any`: there is a matching row. `all`: every row of the set without its filter matches (true when there is none). `only`: there is a row,
 * and every row matches.
 */
export type Quantifier = 'any' | 'all' | 'only';

/**
 * `orders`: distinct orders of the rows. `products`: distinct products. `days`: distinct local days. `value` of a line is its amount, of an
 * order its net value. Over no rows `count`, `sum`, `quantity`, `orders`, `products`, `days` and `duration` are 0, the others have no value: a test of
 * them is false.
 */
export type NumberMeasure =
  | 'count'
  | 'sum'
  | 'mean'
  | 'min'
  | 'max'
  | 'quantity'
  | 'orders'
  | 'products'
  | 'days'
  | 'duration';

/** A figure of the rows against a threshold. Money in minor units of the reporting currency, durations in ms. */
export interface NumberMeasureTest {
  measure: NumberMeasure;
  test: NumberTest;
}

/** The time of the first or last row lies in a window. */
export interface TimeMeasureTest {
  measure: 'first' | 'last';
  within: TimeWindow;
}

/** Asks the rows of a set. */
export interface RowsLeaf {
  kind: 'rows';
  set: RowSet;
  /** `all` and `only` go without a measure and without `perOrder`. */
  quantifier: Quantifier;
  /**
   * For lines: false looks at the lines of all orders together; true asks for one order whose own matching lines pass. An order lies in the
   * window with its time.
   */
  perOrder: boolean;
  /** Absent: `count >= 1`. */
  measure?: NumberMeasureTest | TimeMeasureTest;
}

/**
 * Some row of `first` is followed by a row of `next` after it and within the time (bounds: time > first, <= first + within). Negated:
 * some row of `first` whose time is over and was not followed by one.
 */
export interface SequenceLeaf {
  kind: 'sequence';
  first: RowSet;
  next: RowSet;
  withinMs: number;
  negated: boolean;
}
