/** A column of whole numbers, of which those count where `counted` is not 0. */
export interface CountedColumn {
  values: Float64Array;
  counted: Uint32Array;
}

interface Bounds {
  count: number;
  least: number;
  greatest: number;
}

/** Few enough to stay in the processor's cache. */
const BUCKETS = 1 << 14;

/**
 * Nearest-rank quantiles: for each share (0..1) the least value that at least that share of the values does not exceed; none of no values. Costs
 * two passes over the column and another for each quantile.
 */
export function nearestRanks(column: CountedColumn, quantiles: readonly number[]): number[] {
  const bounds = boundsOf(column);
  if (bounds.count === 0) return [];
  return valuesAtRanks(
    column,
    bounds,
    quantiles.map((quantile) => rankOf(quantile, bounds.count)),
  );
}

/** The same counted from the greatest value: the greatest that at least that share of the values reaches. */
export function nearestRanksFromTop(column: CountedColumn, quantiles: readonly number[]): number[] {
  const bounds = boundsOf(column);
  if (bounds.count === 0) return [];
  return valuesAtRanks(
    column,
    bounds,
    quantiles.map((quantile) => bounds.count - 1 - rankOf(quantile, bounds.count)),
  );
}

/** The same of small numbers, of which `occurrences[n]` are n. */
export function nearestRanksOfCounts(occurrences: Uint32Array, quantiles: readonly number[]): number[] {
  const count = occurrences.reduce((sum, each) => sum + each, 0);
  if (count === 0) return [];
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

function boundsOf({ values, counted }: CountedColumn): Bounds {
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    if (counted[at] === 0) continue;
    const value = values[at] as number;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    count += 1;
  }
  return { count, least, greatest };
}

/** Counts values by bucket and looks into the bucket that holds a rank, until a bucket is one whole number wide. */
function valuesAtRanks(
  column: CountedColumn,
  { least, greatest }: Bounds,
  ranks: readonly number[],
): number[] {
  if (least === greatest) return ranks.map(() => least);
  const bucketsPerValue = Math.min(1, (BUCKETS - 1) / (greatest - least));
  const counts = countByBucket(column, least, bucketsPerValue);
  return ranks.map((rank) => {
    const found = placeOf(counts, rank);
    if (bucketsPerValue === 1) return least + found.place;
    const inside = bucketOf(column, least, bucketsPerValue, found.place, counts[found.place] ?? 0);
    return valuesAtRanks(inside, boundsOf(inside), [found.rank])[0] ?? Number.NaN;
  });
}

function countByBucket(
  { values, counted }: CountedColumn,
  least: number,
  bucketsPerValue: number,
): Uint32Array {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < values.length; at += 1) {
    if (counted[at] === 0) continue;
    const bucket = (((values[at] as number) - least) * bucketsPerValue) | 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts;
}

function bucketOf(
  { values, counted }: CountedColumn,
  least: number,
  bucketsPerValue: number,
  wanted: number,
  size: number,
): CountedColumn {
  const inside = new Float64Array(size);
  let found = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if ((((value - least) * bucketsPerValue) | 0) !== wanted || counted[at] === 0) continue;
    inside[found] = value;
    found += 1;
  }
  return { values: inside, counted: new Uint32Array(size).fill(1) };
}
