/** A column of whole numbers, of which those count where `counted` is not 0. */
export interface CountedColumn {
  values: Float64Array;
  counted: Uint32Array;
}

/** Both ends are within. */
interface Range {
  least: number;
  greatest: number;
}

interface Bounds extends Range {
  count: number;
}

/** Few enough to stay in the processor's cache. */
const BUCKETS = 1 << 14;

/**
 * Nearest-rank quantiles: for each share (0..1) the least value that at least that share of the values does not exceed; none of no values. Costs
 * two passes over the column and one or a few for each quantile.
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

const EVERYTHING: Range = { least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY };

/** The values of a column that lie in a range. */
function boundsOf({ values, counted }: CountedColumn, range = EVERYTHING): Bounds {
  const { least: from, greatest: to } = range;
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (counted[at] === 0 || value < from || value > to) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    count += 1;
  }
  return { count, least, greatest };
}

/**
 * Counts the values of a range by bucket. A bucket with few values is sorted to find a rank in it; one with many is mostly one value many times, else
 * it is the next range. Takes next to no memory, which would cost more than another pass.
 */
function valuesAtRanks(column: CountedColumn, range: Range, ranks: readonly number[]): number[] {
  const { least, greatest } = range;
  if (least === greatest) return ranks.map(() => least);
  const perValue = Math.min(1, (BUCKETS - 1) / (greatest - least));
  const counts = countByBucket(column, range, perValue);
  return ranks.map((rank) => {
    const found = placeOf(counts, rank);
    if (perValue === 1) return least + found.place;
    const bucket = bucketRange(range, perValue, found.place);
    if ((counts[found.place] ?? 0) <= BUCKETS) return sortedValues(column, bucket)[found.rank] ?? Number.NaN;
    return valuesAtRanks(column, boundsOf(column, bucket), [found.rank])[0] ?? Number.NaN;
  });
}

function countByBucket({ values, counted }: CountedColumn, range: Range, perValue: number): Uint32Array {
  const { least, greatest } = range;
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (counted[at] === 0 || value < least || value > greatest) continue;
    const bucket = ((value - least) * perValue) | 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts;
}

/** The whole numbers that fall into a bucket of a range. */
function bucketRange({ least }: Range, perValue: number, bucket: number): Range {
  const firstOf = (wanted: number): number => {
    let first = least + Math.floor(wanted / perValue);
    while (first > least && (((first - 1 - least) * perValue) | 0) >= wanted) first -= 1;
    while ((((first - least) * perValue) | 0) < wanted) first += 1;
    return first;
  };
  return { least: firstOf(bucket), greatest: firstOf(bucket + 1) - 1 };
}

function sortedValues({ values, counted }: CountedColumn, { least, greatest }: Range): number[] {
  const inside: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value >= least && value <= greatest && counted[at] !== 0) inside.push(value);
  }
  return inside.sort((a, b) => a - b);
}
