import type { CompiledSet } from './compiled-set.ts';

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
