import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';

/**
 * What a leaf says when no row of a set is there: told without a look at the leaf or a row. Nor does time turn the leaf then, unless it
 * brings a row into the window.
 */
export interface EmptyVerdict {
  set: CompiledSet;
  holds: boolean;
  /** What was given back has a say, too. */
  asksRefunds: boolean;
}

/** Absent for windows that hang on rows. */
export function emptyVerdictOf(
  set: CompiledSet,
  holds: boolean,
  asksRefunds = false,
): EmptyVerdict | undefined {
  return set.window.anchor !== undefined ? undefined : { set, holds, asksRefunds };
}

/** Whether it tells the verdict on the customer that is loaded. */
export function isEmpty(verdict: EmptyVerdict | undefined, rows: CustomerRows): verdict is EmptyVerdict {
  if (verdict === undefined || (verdict.asksRefunds && rows.refunds.count > 0)) return false;
  return !verdict.set.mayHold(rows);
}
