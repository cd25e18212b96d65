import type { Turns } from '../scan/turns.ts';
import { BucketCounts } from './bucket-counts.ts';
import { BucketValues } from './bucket-values.ts';
import type { FigureRuns } from './figure-runs.ts';
import { ValueBuckets } from './value-buckets.ts';

/** How the customers' values lie at each moment. */
interface RankedValues {
  /** Customers who count, by moment. */
  counts: Uint32Array;
  /** Nearest-rank quantiles, each by moment; NaN while nobody counts. */
  quantiles: Float64Array[];
}

/**
 * Quantiles of everybody's values at each of some moments. Nobody's values are gone over moment by moment: how many come to each bucket of values and leave
 * it tells in which bucket a quantile lies, and only the values in these are followed.
 */
export async function rankedValues(
  shards: readonly FigureRuns[],
  moments: number,
  shares: readonly number[],
  turns: Turns,
): Promise<RankedValues> {
  const buckets = new ValueBuckets(shards);
  const counts = new BucketCounts(moments, buckets.count);
  for (const runs of shards) {
    await turns.pause();
    counts.add(runs, buckets);
  }
  const { inAll, asked } = counts.find(shares);
  const values = new BucketValues(moments, counts.changes, asked);
  for (const runs of shards) {
    await turns.pause();
    values.add(runs, buckets);
  }
  const quantiles = shares.map(() => new Float64Array(moments).fill(Number.NaN));
  for (const bucket of asked.keys()) {
    await turns.pause();
    values.find(bucket, quantiles);
  }
  return { counts: inAll, quantiles };
}
