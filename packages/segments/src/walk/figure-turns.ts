import type { RowsLeaf } from '@perennial/conditions';
import { planMeasure } from '../scan/measure.ts';
import type { FiguresTest } from '../scores/score-rows.ts';
import type { FigureRows } from './figure-rows.ts';
import { sharedRows, walkedRows } from './figures-of-rows.ts';
import { Flips } from './flips.ts';
import type { JointTest } from './joint-figures.ts';
import { JointVerdict, MOST_LEAVES } from './joint-verdict.ts';
import { leafFinder } from './leaf-finder.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import type { WalkContext } from './walk-context.ts';

/** The verdict on one figure that rows add to; undefined where it is no such figure. */
export function figureTurns(leaf: RowsLeaf, context: WalkContext): TurnFinderMaker | undefined {
  const plan = planMeasure(leaf, context.zone);
  const passes = plan?.isExistence === true ? isThere : plan?.tally;
  if (passes === undefined) return undefined;
  const test: FiguresTest = {
    figures: [[{ leaf }]],
    passes: (counts, values) => passes(counts[0], values[0]),
  };
  return figuresTurns({ leaves: [test], holds: (word) => word === 1 }, context);
}

/** The verdict on several leaves over figures, together. */
export function figuresTurns(
  { leaves, holds }: JointTest,
  context: WalkContext,
): TurnFinderMaker | undefined {
  const parts = leaves.length > MOST_LEAVES ? undefined : partsOf(leaves, context);
  const shared = parts && sharedRows(parts, context);
  if (shared === undefined) return undefined;
  const days = context.instants.length;
  const flips = new Flips(days);
  return (scan, unsure) => {
    const all = shared.map((rows) => walkedRows(rows, scan, unsure));
    const finders = leaves.map((test, leaf) => leafFinder(leaf, test, all, days, scan));
    const verdict = new JointVerdict(finders, holds);
    return {
      rest: verdict.rest,
      find: (locals, turns) => {
        for (const { walk } of all) walk(locals);
        for (let customer = 0; customer < locals.length; customer += 1) {
          verdict.findTurns(customer, flips);
          flips.tell(verdict, locals[customer], turns);
        }
      },
    };
  };
}

function isThere(count: number): boolean {
  return count > 0;
}

function partsOf(leaves: readonly FiguresTest[], context: WalkContext): FigureRows[] | undefined {
  const parts: FigureRows[] = [];
  for (const [leaf, { figures }] of leaves.entries())
    for (const [figure, rows] of figures.entries())
      for (const { leaf: of, points } of rows) {
        const plan = planOf(of, context);
        if (plan === undefined) return undefined;
        parts.push({ leaf, figure, of, plan, points });
      }
  return parts;
}

/** How long a visit was is not known before its end. */
function planOf(leaf: RowsLeaf, { zone }: WalkContext): ReturnType<typeof planMeasure> {
  const isOfEnd = leaf.set.rows === 'visit' && leaf.measure?.measure === 'duration';
  return isOfEnd ? undefined : planMeasure(leaf, zone);
}
