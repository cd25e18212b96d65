/** Whole numbers, the first `count` of `values`; `least` and `greatest` are among them. */
export interface Sample {
  values: Float64Array;
  count: number;
  least: number;
  greatest: number;
}

/** Few enough to stay in the processor's cache. */
const BUCKETS = 1 << 14;

/**
 * Nearest-rank quantiles: for each share (0..1) the least value that at least that share of the sample does not exceed. NaN of an empty sample.
 * Costs one pass over the values and another for each quantile; the values stay as they are.
 */
export function nearestRanks(sample: Sample, quantiles: readonly number[]): number[] {
  if (sample.count === 0) return quantiles.map(() => Number.NaN);
  return valuesAtRanks(
    sample,
    quantiles.map((quantile) => rankOf(quantile, sample.count)),
  );
}

/** The same of small numbers, e.g. counts, of which `occurrences[n]` are n. */
export function nearestRanksOfCounts(
  occurrences: Uint32Array,
  count: number,
  quantiles: readonly number[],
): number[] {
  if (count === 0) return quantiles.map(() => Number.NaN);
  return quantiles.map((quantile) => placeOf(occurrences, rankOf(quantile, count)).place);
}

function rankOf(quantile: number, count: number): number {
  return Math.max(0, Math.ceil(quantile * count) - 1);
}

/** The place whose occurrences hold a rank, and the rank among them. */
function placeOf(occurrences: Uint32Array, rank: number): { place: number; rank: number } {
  let place = 0;
  let left = rank;
  while (left >= (occurrences[place] ?? Number.POSITIVE_INFINITY)) {
    left -= occurrences[place] ?? 0;
    place += 1;
  }
  return { place, rank: left };
}

/** Counts values by bucket and looks into the bucket that holds a rank, until a bucket is one whole number wide. */
function valuesAtRanks(sample: Sample, ranks: readonly number[]): number[] {
  const { least, greatest } = sample;
  if (least === greatest) return ranks.map(() => least);
  const bucketsPerValue = Math.min(1, (BUCKETS - 1) / (greatest - least));
  const counts = countByBucket(sample, bucketsPerValue);
  return ranks.map((rank) => {
    const found = placeOf(counts, rank);
    if (bucketsPerValue === 1) return least + found.place;
    const inside = bucketSample(sample, bucketsPerValue, found.place, counts[found.place] ?? 0);
    return valuesAtRanks(inside, [found.rank])[0] ?? Number.NaN;
  });
}

function countByBucket({ values, count, least }: Sample, bucketsPerValue: number): Uint32Array {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < count; at += 1) {
    const bucket = (((values[at] as number) - least) * bucketsPerValue) | 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts;
}

function bucketSample(sample: Sample, bucketsPerValue: number, wanted: number, size: number): Sample {
  const { values, count, least } = sample;
  const inside = new Float64Array(size);
  let found = 0;
  for (let at = 0; at < count; at += 1) {
    const value = values[at] as number;
    if ((((value - least) * bucketsPerValue) | 0) !== wanted) continue;
    inside[found] = value;
    found += 1;
  }
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of inside) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { values: inside, count: found, least: lowest, greatest: highest };
}
