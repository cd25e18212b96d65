/** One less than two bytes tell apart: the last stands for no value. */
const BUCKETS = 65_535;
/** One value in so many tells the range; values beyond it go to the outer buckets. */
const SAMPLE_EVERY = 64;

/** The first bucket begins at `low`. */
interface Range {
  low: number;
  perUnit: number;
}

/** Where values count: `values[i]` counts when `counts[i]` is above 0. */
export interface CountedValues {
  values: Float64Array;
  counts: Uint32Array;
  customers: number;
}

/** The same of whole numbers from 1 on, each counted once: the counts themselves. */
export function countBorders(columns: readonly Omit<CountedValues, 'values'>[], parts: number): number[] {
  let histogram = new Uint32Array(256);
  for (const { counts, customers } of columns) {
    for (let i = 0; i < customers; i += 1) {
      if (counts[i] >= histogram.length) histogram = grown(histogram, counts[i] * 2);
      histogram[counts[i]] += 1;
    }
  }
  histogram[0] = 0;
  return ranksOf(histogram, parts).map((rank) => placeOf(histogram, rank).bucket);
}

/**
 * The values at the places floor(n k / parts) of all n counted values in order, k = 1 … parts − 1: exact, by a histogram and a
 * sort of the few values that share a bucket with a border.
 */
export function quantileBorders(columns: readonly CountedValues[], parts: number): number[] {
  const range = bucketsOf(columns);
  const histogram = new Uint32Array(BUCKETS + 1);
  const buckets = columns.map((column) => countInto(histogram, column, range));
  histogram[BUCKETS] = 0;
  const places = ranksOf(histogram, parts).map((rank) => placeOf(histogram, rank));
  const found = new Map<number, number[]>();
  for (const { bucket } of places) found.set(bucket, []);
  for (const [i, { values, customers }] of columns.entries())
    for (const [bucket, into] of found) collect(into, buckets[i], bucket, values, customers);
  for (const values of found.values()) values.sort((a, b) => a - b);
  return places.map(({ bucket, within }) => found.get(bucket)?.[within] ?? Number.NaN);
}

/** Places of the borders in order; none without values. */
function ranksOf(histogram: Uint32Array, parts: number): number[] {
  let total = 0;
  for (let bucket = 0; bucket < histogram.length; bucket += 1) total += histogram[bucket];
  if (total === 0) return [];
  return Array.from({ length: parts - 1 }, (_, k) => Math.floor((total * (k + 1)) / parts));
}

function grown(histogram: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(length);
  longer.set(histogram);
  return longer;
}

function bucketsOf(columns: readonly CountedValues[]): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values, counts, customers } of columns) {
    for (let i = 0; i < customers; i += SAMPLE_EVERY) {
      if (counts[i] === 0) continue;
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  }
  if (!(high > low)) return { low: Number.isFinite(low) ? low : 0, perUnit: 1 };
  return { low, perUnit: (BUCKETS - 1) / (high - low) };
}

/** Returns the bucket of each value; those that do not count are in the one behind the last. */
function countInto(histogram: Uint32Array, column: CountedValues, { low, perUnit }: Range): Uint16Array {
  const { values, counts, customers } = column;
  const buckets = new Uint16Array(customers);
  for (let i = 0; i < customers; i += 1) {
    const place = (values[i] - low) * perUnit;
    const held = place > 0 ? (place < BUCKETS - 1 ? place | 0 : BUCKETS - 1) : 0;
    const bucket = counts[i] > 0 ? held : BUCKETS;
    buckets[i] = bucket;
    histogram[bucket] += 1;
  }
  return buckets;
}

function collect(
  into: number[],
  buckets: Uint16Array,
  bucket: number,
  values: Float64Array,
  customers: number,
): void {
  for (let i = 0; i < customers; i += 1) if (buckets[i] === bucket) into.push(values[i]);
}

/** The bucket of the value with a rank, and its rank within. */
function placeOf(histogram: Uint32Array, rank: number): { bucket: number; within: number } {
  let before = 0;
  let bucket = 0;
  while (before + histogram[bucket] <= rank) {
    before += histogram[bucket];
    bucket += 1;
  }
  return { bucket, within: rank - before };
}
