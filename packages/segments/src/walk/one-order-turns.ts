import { type NumberMeasure, numberTest, type RowsLeaf } from '@perennial/conditions';
import type { BoundColumns } from '../compile/bound-columns.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import type { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { turnsOfStays } from './turns-of-stays.ts';
import type { WalkContext } from './walk-context.ts';

/** Whether the lines of one order pass for themselves: on the days on which one that passes is there. Who has refunds is not followed. */
export function oneOrderTurns({ set, measure }: RowsLeaf, context: WalkContext): TurnFinderMaker | undefined {
  if (measure === undefined || 'within' in measure || isAnchored(set.window)) return undefined;
  const takesBack = measure.measure === 'sum' || measure.measure === 'quantity';
  const walk = setWalk(set, context, takesBack ? 'unsure' : 'left-out');
  const figure = FIGURES[measure.measure];
  if (walk === undefined || figure === undefined) return undefined;
  const passes = numberTest(measure.test);
  return turnsOfStays(walk, context.instants.length, (stays, from, to, holding, { columns }) => {
    const { order, first, end } = stays;
    for (let start = from, stop = from; start < to; start = stop) {
      while (stop < to && order[stop] === order[start]) stop += 1;
      if (passes(figure(columns, stays, start, stop))) holding.addDays(first[start], end[start]);
    }
  });
}

/** Of the lines `start … stop - 1`. */
type FigureOfLines = (columns: BoundColumns, stays: Stays, start: number, stop: number) => number;

const FIGURES: Readonly<Partial<Record<NumberMeasure, FigureOfLines>>> = {
  count: (_, __, start, stop) => stop - start,
  sum: sumOf,
  mean: (columns, stays, start, stop) => sumOf(columns, stays, start, stop) / (stop - start),
  min: ({ lineAmountMinor }, { item }, start, stop) => extreme(Math.min, lineAmountMinor, item, start, stop),
  max: ({ lineAmountMinor }, { item }, start, stop) => extreme(Math.max, lineAmountMinor, item, start, stop),
  quantity: ({ lineQuantity }, { item }, start, stop) => {
    let pieces = 0;
    for (let place = start; place < stop; place += 1) pieces += lineQuantity[item[place]];
    return pieces;
  },
};

function sumOf({ lineAmountMinor }: BoundColumns, { item }: Stays, start: number, stop: number): number {
  let sumMinor = 0;
  for (let place = start; place < stop; place += 1) sumMinor += lineAmountMinor[item[place]];
  return sumMinor;
}

function extreme(
  join: (some: number, other: number) => number,
  amounts: Float64Array,
  item: Int32Array,
  start: number,
  stop: number,
): number {
  let found = amounts[item[start]];
  for (let place = start + 1; place < stop; place += 1) found = join(found, amounts[item[place]]);
  return found;
}
