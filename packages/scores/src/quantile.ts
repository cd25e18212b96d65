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

/** Few enough to stay in the processor's cache. */
const BUCKETS = 1 << 14;
/** So many values of a bucket are sorted; more are mostly one value many times, and finer buckets tell it from the others. */
const FEW = 1 << 12;

/**
 * Nearest-rank quantiles: for each share (0..1) the least value that at least that share of the values does not exceed; none of no values. Costs
 * three passes over the column, however many quantiles.
 */
export function nearestRanks(column: CountedColumn, quantiles: readonly number[]): number[] {
  return valuesAtRanks(column, rangeOf(column.values), (count) =>
    quantiles.map((quantile) => rankOf(quantile, count)),
  );
}

/** The same counted from the greatest value: the greatest that at least that share of the values reaches. */
export function nearestRanksFromTop(column: CountedColumn, quantiles: readonly number[]): number[] {
  return valuesAtRanks(column, rangeOf(column.values), (count) =>
    quantiles.map((quantile) => count - 1 - rankOf(quantile, count)),
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

/** Values at the ranks that `ranksOf` wants of so many in a range: counted by bucket, then looked for in the buckets that hold them. */
function valuesAtRanks(column: CountedColumn, range: Range, ranksOf: (count: number) => number[]): number[] {
  const perValue = Math.min(1, (BUCKETS - 1) / (range.greatest - range.least));
  const counts = countByBucket(column, range, perValue);
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count === 0) return [];
  const found = ranksOf(count).map((rank) => placeOf(counts, rank));
  if (perValue === 1) return found.map(({ place }) => range.least + place);
  const few = found.map(({ place }) => place).filter((place) => (counts[place] ?? 0) <= FEW);
  const sorted = sortedBuckets(
    column,
    range,
    perValue,
    new Map(few.map((place) => [place, counts[place] ?? 0])),
  );
  return found.map(({ place, rank }) => {
    const values = sorted.get(place);
    if (values !== undefined) return values[rank] ?? Number.NaN;
    return valuesAtRanks(column, bucketRange(range, perValue, place), () => [rank])[0] ?? Number.NaN;
  });
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

/** Adds 0 for what does not count: a branch would cost as much as all the rest. */
function countByBucket(
  { values, counted }: CountedColumn,
  { least, greatest }: Range,
  perValue: number,
): Uint32Array {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const isInside = Number(value >= least) & Number(value <= greatest);
    const bucket = isInside * (((value - least) * perValue) | 0);
    counts[bucket] = (counts[bucket] as number) + (isInside & Number(counted[at] !== 0));
  }
  return counts;
}

/** The values of some buckets of a range, of which `wanted` tells how many are in each; noted without a branch, as above. */
function sortedBuckets(
  { values, counted }: CountedColumn,
  { least, greatest }: Range,
  perValue: number,
  wanted: ReadonlyMap<number, number>,
): Map<number, number[]> {
  const buckets = new Map<number, number[]>();
  const isWanted = new Uint8Array(BUCKETS);
  let room = 1;
  for (const [bucket, count] of wanted) {
    buckets.set(bucket, []);
    isWanted[bucket] = 1;
    room += count;
  }
  const places = new Uint32Array(room);
  let found = 0;
  for (let at = 0; found + 1 < room && at < values.length; at += 1) {
    const value = values[at] as number;
    const isInside = Number(value >= least) & Number(value <= greatest);
    const bucket = isInside * (((value - least) * perValue) | 0);
    places[found] = at;
    found += isInside & (isWanted[bucket] as number) & Number(counted[at] !== 0);
  }
  for (const at of places.subarray(0, found)) {
    const value = values[at] as number;
    buckets.get(((value - least) * perValue) | 0)?.push(value);
  }
  for (const bucket of buckets.values()) bucket.sort((a, b) => a - b);
  return buckets;
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
