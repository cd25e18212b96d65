import type { Condition, RfmLeaf, RowsLeaf, ScoreLeaf, SequenceLeaf } from '@perennial/conditions';
import type { SchemeDefinition } from '@perennial/scores';

/** What a walk over customers' rows may answer, as plain data: another thread makes the same walk of it. */
export type WalkQuestion =
  | { kind: 'leaf'; leaf: RowsLeaf | SequenceLeaf }
  /** All leaves of a condition by one walk. */
  | { kind: 'joint'; condition: Condition }
  | { kind: 'score'; leaf: ScoreLeaf | RfmLeaf; scheme: SchemeDefinition | undefined };
