import type { CompiledSet } from './compiled-set.ts';

/** What a leaf says when no row of a set is there: told without a look at the leaf or a row. */
export interface EmptyVerdict {
  set: CompiledSet;
  holds: boolean;
  /** What was given back has a say, too. */
  asksRefunds: boolean;
}
