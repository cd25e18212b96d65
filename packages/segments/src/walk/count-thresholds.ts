import type { RowsLeaf } from '@perennial/conditions';
import type { MeasurePlan } from '../scan/measure.ts';

/** Rows that are followed one by one rather than by their number. */
const MOST_ROWS = 64;
const EXISTENCE: readonly number[] = [1];

/** The numbers of rows at which a verdict is another than for one less; undefined where it hangs on more than few of them. */
export function countThresholds({ measure }: RowsLeaf, plan: MeasurePlan): readonly number[] | undefined {
  const { isExistence, isOfCount, tally } = plan;
  if (isExistence) return EXISTENCE;
  if (isOfCount !== true || tally === undefined || measure === undefined || 'within' in measure)
    return undefined;
  const { test } = measure;
  const bounds = test.op === 'range' ? [test.low ?? 0, test.high ?? 0] : [test.value];
  if (!bounds.every((bound) => bound < MOST_ROWS)) return undefined;
  const thresholds: number[] = [];
  for (let rows = 1; rows <= MOST_ROWS; rows += 1)
    if (tally(rows, 0) !== tally(rows - 1, 0)) thresholds.push(rows);
  return thresholds;
}
