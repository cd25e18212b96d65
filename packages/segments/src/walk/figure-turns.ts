import type { RowsLeaf } from '@perennial/conditions';
import { planMeasure } from '../scan/measure.ts';
import type { FiguresTest } from '../scores/score-rows.ts';
import type { FigureRows } from './figure-rows.ts';
import { FigureSweep } from './figure-sweep.ts';
import { rowsToPut, sharedRows } from './figures-of-rows.ts';
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
  return figuresTurns(test, context);
}

/** The verdict on several figures together. */
export function figuresTurns(
  { figures, passes }: FiguresTest,
  context: WalkContext,
): TurnFinderMaker | undefined {
  const parts: FigureRows[] = [];
  for (const [figure, rows] of figures.entries())
    for (const { leaf, points } of rows) {
      const part = figureRows(figure, leaf, points, context);
      if (part === undefined) return undefined;
      parts.push(part);
    }
  const shared = sharedRows(parts, context);
  if (shared === undefined) return undefined;
  const days = context.instants.length;
  return (scan, unsure) => {
    const sweep = new FigureSweep(days, figures.length, passes);
    const all = shared.map((rows) => rowsToPut(rows, scan, unsure, sweep));
    return {
      rest: sweep.rest,
      find: (locals, turns) => {
        for (const rows of all) rows.walk(locals);
        for (let customer = 0; customer < locals.length; customer += 1) {
          for (let rows = 0; rows < all.length; rows += 1) all[rows].put(customer);
          sweep.run(locals[customer], turns);
        }
      },
    };
  };
}

function isThere(count: number): boolean {
  return count > 0;
}

/** How long a visit was is not known before its end. */
function figureRows(
  figure: number,
  leaf: RowsLeaf,
  points: number | undefined,
  { zone }: WalkContext,
): FigureRows | undefined {
  const isOfEnd = leaf.set.rows === 'visit' && leaf.measure?.measure === 'duration';
  const plan = isOfEnd ? undefined : planMeasure(leaf, zone);
  return plan && { figure, set: leaf.set, plan, points };
}
