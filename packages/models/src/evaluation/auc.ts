import type { RandomSource } from '../random/seeded-random.ts';

/** An estimate with the interval that holds it in the stated share of resamples. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** Customers sorted by score: groups of equal scores, so that ties count half. */
interface Ranking {
  order: Uint32Array;
  /** For each place in the order, the group it is in. */
  group: Uint32Array;
}

/**
 * Chance that a customer who bought scores above one who did not, ties counting half (Mann and Whitney 1947); undefined unless there are
 * both.
 */
export function auc(scores: Float64Array, bought: Uint8Array): number | undefined {
  const once = new Uint32Array(scores.length).fill(1);
  return weightedAuc(rank(scores), bought, once);
}

/** The same with a bootstrap percentile interval, 95 % unless told: customers are drawn with replacement. */
export function bootstrapAuc(
  scores: Float64Array,
  bought: Uint8Array,
  random: RandomSource,
  resamples = 300,
  confidence = 0.95,
): Estimate | undefined {
  const value = auc(scores, bought);
  if (value === undefined) return undefined;
  const ranking = rank(scores);
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const drawn = weightedAuc(ranking, bought, drawCounts(scores.length, random));
    if (drawn !== undefined) values.push(drawn);
  }
  return { value, ...percentiles(values, confidence) };
}

/** How much better the first score ranks than the second, on the same resamples. */
export function bootstrapAucDifference(
  first: Float64Array,
  second: Float64Array,
  bought: Uint8Array,
  random: RandomSource,
  resamples = 300,
  confidence = 0.95,
): Estimate | undefined {
  const [of, than] = [rank(first), rank(second)];
  const difference = (counts: Uint32Array): number | undefined => {
    const [left, right] = [weightedAuc(of, bought, counts), weightedAuc(than, bought, counts)];
    return left === undefined || right === undefined ? undefined : left - right;
  };
  const value = difference(new Uint32Array(first.length).fill(1));
  if (value === undefined) return undefined;
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const drawn = difference(drawCounts(first.length, random));
    if (drawn !== undefined) values.push(drawn);
  }
  return { value, ...percentiles(values, confidence) };
}

function rank(scores: Float64Array): Ranking {
  const order = Uint32Array.from(scores, (_, index) => index).sort(
    (left, right) => (scores[left] ?? 0) - (scores[right] ?? 0) || left - right,
  );
  const group = new Uint32Array(order.length);
  for (let place = 1; place < order.length; place += 1) {
    const same = scores[order[place] ?? 0] === scores[order[place - 1] ?? 0];
    group[place] = (group[place - 1] ?? 0) + (same ? 0 : 1);
  }
  return { order, group };
}

function weightedAuc({ order, group }: Ranking, bought: Uint8Array, counts: Uint32Array): number | undefined {
  let buyers = 0;
  let others = 0;
  let groupBuyers = 0;
  let groupOthers = 0;
  let won = 0;
  for (let place = 0; place < order.length; place += 1) {
    const index = order[place] ?? 0;
    const times = counts[index] ?? 0;
    if (bought[index] === 1) groupBuyers += times;
    else groupOthers += times;
    if (place + 1 < order.length && group[place + 1] === group[place]) continue;
    won += groupBuyers * (others + groupOthers / 2);
    buyers += groupBuyers;
    others += groupOthers;
    groupBuyers = 0;
    groupOthers = 0;
  }
  return buyers > 0 && others > 0 ? won / (buyers * others) : undefined;
}

function drawCounts(size: number, random: RandomSource): Uint32Array {
  const counts = new Uint32Array(size);
  for (let draw = 0; draw < size; draw += 1) {
    const index = Math.floor(random() * size);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function percentiles(values: readonly number[], confidence: number): { low: number; high: number } {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
