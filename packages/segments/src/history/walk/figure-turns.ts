import type { RowsLeaf } from '@perennial/conditions';
import { type MeasurePlan, planMeasure } from '../../scan/measure.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { FiguresTest } from '../../scores/score-rows.ts';
import type { CourseContext } from '../course-context.ts';
import { FigureSweep } from './figure-sweep.ts';
import type { SetWalk, SetWalkMaker } from './set-walk.ts';
import { refundsFor, setWalk } from './set-walks.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';

/** Rows that a figure adds up. */
interface FigureRows {
  figure: number;
  leaf: RowsLeaf;
  plan: MeasurePlan;
  walk: SetWalkMaker;
  /** What each row adds; undefined: its own value. */
  points: number | undefined;
}

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
  const parts: FigureRows[] = [];
  for (const [figure, rows] of figures.entries()) {
    for (const { leaf, points } of rows) {
      const plan = planMeasure(leaf, context.zone);
      const walk = plan && setWalk(leaf.set, context, plan.takesBack ? refundsFor(leaf.set) : 'left-out');
      if (plan === undefined || walk === undefined || isUnknownBeforeItsEnd(leaf)) return undefined;
      parts.push({ figure, leaf, plan, walk, points });
    }
  }
  const days = context.instants.length;
  return (scan, unsure) => {
    const sweep = new FigureSweep(figures.length, passes);
    const stays = new Stays();
    const put = parts.map((part) => putter(part, part.walk(scan, unsure), scan, stays, sweep));
    return {
      rest: sweep.rest,
      find: (local, turns) => {
        for (const each of put) each(local);
        sweep.run(local, days, turns);
      },
    };
  };
}

function isThere(count: number): boolean {
  return count > 0;
}

/** How long a visit was. */
function isUnknownBeforeItsEnd({ set, measure }: RowsLeaf): boolean {
  return set.rows === 'visit' && measure?.measure === 'duration';
}

/** Puts a customer's rows into the sweep. */
function putter(
  { figure, leaf, plan, points }: FigureRows,
  walk: SetWalk,
  scan: ShardScan,
  stays: Stays,
  sweep: FigureSweep,
): (local: number) => void {
  const values = valuesOf(leaf, plan, scan);
  const isOfLedger = leaf.set.rows === 'line' || leaf.set.rows === 'order';
  return (local) => {
    stays.clear();
    walk(local, stays);
    const { count, first, end, item, order } = stays;
    for (let place = 0; place < count; place += 1) {
      const value = values === undefined ? 0 : values[item[place]];
      if (isOfLedger && order[place] < 0) sweep.add(first[place], end[place], figure, 0, -Math.abs(value));
      else sweep.add(first[place], end[place], figure, 1, points ?? value);
    }
  };
}

/** By item; undefined where only the number of rows is asked. */
function valuesOf(
  { set }: RowsLeaf,
  { value }: MeasurePlan,
  { columns }: ShardScan,
): Float64Array | Int32Array | Uint32Array | undefined {
  const isOfLine = set.rows === 'line';
  if (value === 'amount') return isOfLine ? columns.lineAmountMinor : columns.orderValueMinor;
  if (value === 'pieces') return isOfLine ? columns.lineQuantity : columns.orderPieces;
  return value === 'duration' ? columns.eventDurationMs : undefined;
}
