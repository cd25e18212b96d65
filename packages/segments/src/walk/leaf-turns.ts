import type { RowsLeaf, SequenceLeaf } from '@perennial/conditions';
import { distinctTurns } from './distinct-turns.ts';
import { figureTurns } from './figure-turns.ts';
import { oneOrderTurns } from './one-order-turns.ts';
import { sequenceTurns } from './sequence-turns.ts';
import { timeTurns } from './time-turns.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import type { WalkContext } from './walk-context.ts';

/** How the turns of a leaf are found by one walk over each customer's rows; undefined where they do not follow from it. */
export function leafTurns(leaf: RowsLeaf | SequenceLeaf, context: WalkContext): TurnFinderMaker | undefined {
  if (leaf.kind === 'sequence') return sequenceTurns(leaf, context);
  if (leaf.quantifier !== 'any') return undefined;
  if (leaf.perOrder && leaf.measure !== undefined) return oneOrderTurns(leaf, context);
  return figureTurns(leaf, context) ?? distinctTurns(leaf, context) ?? timeTurns(leaf, context);
}
