import type { RowsLeaf, SequenceLeaf } from '@perennial/conditions';
import { type Bits, localsOf } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { distinctTurns } from './distinct-turns.ts';
import { figureTurns } from './figure-turns.ts';
import type { LeafCourse } from './leaf-course.ts';
import { oneOrderTurns } from './one-order-turns.ts';
import { sequenceTurns } from './sequence-turns.ts';
import { PORTION_CUSTOMERS } from './stays.ts';
import { timeTurns } from './time-turns.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { VerdictTurns } from './verdict-turns.ts';
import type { WalkContext } from './walk-context.ts';

/** How the turns of a leaf are found by one walk over each customer's rows; undefined where they do not follow from it. */
export function leafTurns(leaf: RowsLeaf | SequenceLeaf, context: WalkContext): TurnFinderMaker | undefined {
  if (leaf.kind === 'sequence') return sequenceTurns(leaf, context);
  if (leaf.quantifier !== 'any') return undefined;
  if (leaf.perOrder && leaf.measure !== undefined) return oneOrderTurns(leaf, context);
  return figureTurns(leaf, context) ?? distinctTurns(leaf, context) ?? timeTurns(leaf, context);
}

/** The course of some customers, the others resting. @param days in all */
export function courseOfTurns(
  make: TurnFinderMaker,
  days: number,
  scan: ShardScan,
  customers: Bits,
  unsure: Bits,
): LeafCourse {
  const finder = make(scan, unsure);
  const turns = new VerdictTurns();
  const locals = localsOf(customers);
  for (let start = 0; start < locals.length; start += PORTION_CUSTOMERS)
    finder.find(locals.subarray(start, start + PORTION_CUSTOMERS), turns);
  return turns.course(days, finder.rest);
}
