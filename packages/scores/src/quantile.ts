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

/** How many counted values lie in each bucket of a range, and how many of them are its least value. */
interface Counts {
  byBucket: Uint32Array;
  atLeast: number;
}

/** Few enough to stay in the processor's cache. */
const BUCKETS = 1 << 14;
/** So many values of a bucket are sorted; more are mostly one value many times, and finer buckets tell it from the others. */
const FEW = 1 << 12;

/**
 * Nearest-rank quantiles: for each share (0..1) the least value that at least that share of the values does not exceed; none of no values. Costs
 * three passes over the column, however many quantiles.
 */
export function nearestRanks(column: CountedColumn, quantiles: readonly number[]): number[] {
  return valuesAtRanks(column, (count) => quantiles.map((quantile) => nearestRank(quantile, count)));
}

/** The same counted from the greatest value: the greatest that at least that share of the values reaches. */
export function nearestRanksFromTop(column: CountedColumn, quantiles: readonly number[]): number[] {
  return valuesAtRanks(column, (count) =>
    quantiles.map((quantile) => count - 1 - nearestRank(quantile, count)),
  );
}

/** The same of small numbers, of which `occurrences[n]` are n. */
export function nearestRanksOfCounts(occurrences: Uint32Array, quantiles: readonly number[]): number[] {
  return countsAtRanks(occurrences, (count) => quantiles.map((quantile) => nearestRank(quantile, count)));
}

/** The small numbers, of which `occurrences[n]` are n, at the ranks that `ranksOf` wants of so many; none of none. */
function countsAtRanks(occurrences: Uint32Array, ranksOf: (count: number) => number[]): number[] {
  const count = sumOf(occurrences);
  return count === 0 ? [] : ranksOf(count).map((rank) => placeOf(occurrences, rank).place);
}

/** The values at the ranks (0 is the least) that `ranksOf` wants of so many: counted by bucket, then looked for where a rank falls. */
function valuesAtRanks(column: CountedColumn, ranksOf: (count: number) => number[]): number[] {
  const range = rangeOf(column.values);
  const { byBucket, atLeast } = countByBucket(column, range);
  const count = sumOf(byBucket);
  if (count === 0) return [];
  const ranks = ranksOf(count);
  const wanted = ranks.filter((rank) => rank >= atLeast).map((rank) => placeOf(byBucket, rank).place);
  const values = valuesOf(
    column,
    range,
    new Map(wanted.map((bucket) => [bucket, byBucket[bucket] as number])),
  );
  return ranks.map((rank) => {
    if (rank < atLeast) return range.least;
    const { place, rank: within } = placeOf(byBucket, rank);
    return valueAtRank(values.get(place) ?? new Float64Array(0), within);
  });
}

/** The value at a rank (0 is the least). Sorts a few values in place, so that the next rank finds them sorted. */
export function valueAtRank(values: Float64Array, rank: number): number {
  if (values.length <= FEW) return values.sort()[rank] ?? Number.NaN;
  const counted = new Uint32Array(values.length).fill(1);
  return valuesAtRanks({ values, counted }, () => [rank])[0] ?? Number.NaN;
}

/** Of so many values, the rank (0 is the least) of a nearest-rank quantile. */
export function nearestRank(quantile: number, count: number): number {
  return Math.max(0, Math.ceil(quantile * count) - 1);
}

function sumOf(counts: Uint32Array): number {
  let sum = 0;
  for (let place = 0; place < counts.length; place += 1) sum += counts[place] as number;
  return sum;
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

/** Of all values: those that do not count may be among them, since they change no rank. */
function rangeOf(values: Float64Array): Range {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}

/** Buckets of equal width from the least value to the greatest: greater values are never in an earlier one. */
function perValueOf({ least, greatest }: Range): number {
  return (BUCKETS - 1) / (greatest - least);
}

/** Adds 0 for what does not count: a branch would cost as much as all the rest. */
function countByBucket({ values, counted }: CountedColumn, range: Range): Counts {
  const { least } = range;
  const perValue = perValueOf(range);
  const byBucket = new Uint32Array(BUCKETS);
  let atLeast = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const counts = Number(counted[at] !== 0);
    const bucket = ((value - least) * perValue) & (BUCKETS - 1);
    byBucket[bucket] = (byBucket[bucket] as number) + counts;
    atLeast += Number(value === least) & counts;
  }
  return { byBucket, atLeast };
}

/** The values of some buckets, whose `sizes` are known; noted without a branch, as above. */
function valuesOf(
  { values, counted }: CountedColumn,
  range: Range,
  sizes: ReadonlyMap<number, number>,
): Map<number, Float64Array> {
  const { least } = range;
  const perValue = perValueOf(range);
  const isWanted = new Uint8Array(BUCKETS);
  for (const bucket of sizes.keys()) isWanted[bucket] = 1;
  const count = Array.from(sizes.values()).reduce((sum, size) => sum + size, 0);
  const places = new Uint32Array(count + 1);
  let found = 0;
  for (let at = 0; found < count && at < values.length; at += 1) {
    places[found] = at;
    const bucket = (((values[at] as number) - least) * perValue) & (BUCKETS - 1);
    found += (isWanted[bucket] as number) & Number(counted[at] !== 0);
  }
  const noted = Float64Array.from(places.subarray(0, count), (at) => values[at] as number);
  return new Map(
    Array.from(sizes.keys(), (bucket) => [
      bucket,
      noted.filter((value) => (((value - least) * perValue) & (BUCKETS - 1)) === bucket),
    ]),
  );
}
