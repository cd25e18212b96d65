const BUCKETS = 65_536;
/** One value in so many tells the range; values beyond it go to the outer buckets. */
const SAMPLE_EVERY = 64;

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
  const { low, perUnit } = bucketsOf(columns);
  const histogram = new Uint32Array(BUCKETS);
  for (const column of columns) countInto(histogram, column, low, perUnit);
  const places = ranksOf(histogram, parts).map((rank) => placeOf(histogram, rank));
  const isAsked = new Uint8Array(BUCKETS);
  for (const { bucket } of places) isAsked[bucket] = 1;
  const found = new Map<number, number[]>();
  for (const column of columns) collectInto(found, isAsked, column, low, perUnit);
  for (const values of found.values()) values.sort((a, b) => a - b);
  return places.map(({ bucket, within }) => found.get(bucket)?.[within] ?? Number.NaN);
}

/** Places of the borders in order; none without values. */
function ranksOf(histogram: Uint32Array, parts: number): number[] {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  return Array.from({ length: parts - 1 }, (_, k) => Math.floor((total * (k + 1)) / parts));
}

function grown(histogram: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(length);
  longer.set(histogram);
  return longer;
}

function bucketsOf(columns: readonly CountedValues[]): { low: number; perUnit: number } {
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

function countInto(histogram: Uint32Array, column: CountedValues, low: number, perUnit: number): void {
  const { values, counts, customers } = column;
  for (let i = 0; i < customers; i += 1) {
    if (counts[i] > 0) histogram[bucketOf(values[i], low, perUnit)] += 1;
  }
}

function collectInto(
  found: Map<number, number[]>,
  isAsked: Uint8Array,
  { values, counts, customers }: CountedValues,
  low: number,
  perUnit: number,
): void {
  for (let i = 0; i < customers; i += 1) {
    if (counts[i] === 0) continue;
    const bucket = bucketOf(values[i], low, perUnit);
    if (isAsked[bucket] === 0) continue;
    const others = found.get(bucket);
    if (others === undefined) found.set(bucket, [values[i]]);
    else others.push(values[i]);
  }
}

function bucketOf(value: number, low: number, perUnit: number): number {
  const bucket = (value - low) * perUnit;
  return bucket <= 0 ? 0 : bucket >= BUCKETS - 1 ? BUCKETS - 1 : bucket | 0;
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
