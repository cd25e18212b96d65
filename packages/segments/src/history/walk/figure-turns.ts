import type { RowsLeaf } from '@perennial/conditions';
import { planMeasure } from '../../scan/measure.ts';
import type { FiguresTest } from '../../scores/score-rows.ts';
import type { CourseContext } from '../course-context.ts';
import type { FigureRows } from './figure-rows.ts';
import { FigureSweep } from './figure-sweep.ts';
import { putRows, sharedRows } from './figures-of-rows.ts';
import type { TurnFinderMaker } from './turn-finder.ts';

/** The verdict on one figure that rows add to; undefined where it is no such figure. */
export function figureTurns(leaf: RowsLeaf, context: CourseContext): TurnFinderMaker | undefined {
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
  context: CourseContext,
): TurnFinderMaker | undefined {
  const all: FigureRows[] = [];
  for (const [figure, rows] of figures.entries())
    for (const { leaf, points } of rows) {
      const part = figureRows(figure, leaf, points, context);
      if (part === undefined) return undefined;
      all.push(part);
    }
  const shared = sharedRows(all, context);
  if (shared === undefined) return undefined;
  const days = context.instants.length;
  return (scan, unsure) => {
    const sweep = new FigureSweep(figures.length, passes);
    const put = shared.map((rows) => putRows(rows, scan, unsure, sweep));
    return {
      rest: sweep.rest,
      find: (local, turns) => {
        for (let rows = 0; rows < put.length; rows += 1) put[rows](local);
        sweep.run(local, days, turns);
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
  { zone }: CourseContext,
): FigureRows | undefined {
  const isOfEnd = leaf.set.rows === 'visit' && leaf.measure?.measure === 'duration';
  const plan = isOfEnd ? undefined : planMeasure(leaf, zone);
  return plan && { figure, set: leaf.set, plan, points };
}
