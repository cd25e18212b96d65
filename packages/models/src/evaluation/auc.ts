import { PoissonDraws } from '../random/poisson-draws.ts';
import type { RandomSource } from '../random/seeded-random.ts';
import { type Estimate, percentileInterval } from './estimate.ts';
import { countCells, groupByScore, orderedShare } from './score-groups.ts';

/**
 * Chance that a customer who bought scores above one who did not, ties counting half (Mann and Whitney 1947); undefined unless there are
 * both.
 */
export function auc(scores: Float64Array, bought: Uint8Array): number | undefined {
  return orderedShare(countCells(groupByScore(scores, bought)));
}

/**
 * The same with a bootstrap percentile interval, 95 % unless told. Each customer is drawn a Poisson(1) number of times (Hanley and MacGibbon
 * 2006), and those of one score and outcome together a Poisson number with their count as mean.
 */
export function bootstrapAuc(
  scores: Float64Array,
  bought: Uint8Array,
  random: RandomSource,
  resamples = 300,
  confidence = 0.95,
): Estimate | undefined {
  const counts = countCells(groupByScore(scores, bought));
  const value = orderedShare(counts);
  if (value === undefined) return undefined;
  const values: number[] = [];
  const filled = counts.map((_, cell) => cell).filter((cell) => (counts[cell] ?? 0) > 0);
  const drawn = new Uint32Array(counts.length);
  const draws = new PoissonDraws(random);
  for (let round = 0; round < resamples; round += 1) {
    for (const cell of filled) drawn[cell] = draws.draw(counts[cell] ?? 0);
    const share = orderedShare(drawn);
    if (share !== undefined) values.push(share);
  }
  return percentileInterval(value, values, confidence);
}
