import { PoissonDraws } from '../random/poisson-draws.ts';
import type { RandomSource } from '../random/seeded-random.ts';
import { type Estimate, percentileInterval } from './estimate.ts';
import { groupByScore, orderedShare, type ScoreGroups } from './score-groups.ts';

/** How much better the first score ranks than the second, both on the same resamples, drawn as for `bootstrapAuc`. */
export function bootstrapAucDifference(
  first: Float64Array,
  second: Float64Array,
  bought: Uint8Array,
  random: RandomSource,
  resamples = 300,
  confidence = 0.95,
): Estimate | undefined {
  const [of, than] = [groupByScore(first, bought), groupByScore(second, bought)];
  const shared = sharedCells(of, than);
  const counts = { of: new Uint32Array(of.cellCount), than: new Uint32Array(than.cellCount) };
  const lead = (timesOf: (customers: number) => number): number | undefined => {
    countShared(shared, timesOf, counts);
    const [left, right] = [orderedShare(counts.of), orderedShare(counts.than)];
    return left === undefined || right === undefined ? undefined : left - right;
  };
  const value = lead((customers) => customers);
  if (value === undefined) return undefined;
  const draws = new PoissonDraws(random);
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const drawn = lead((customers) => draws.draw(customers));
    if (drawn !== undefined) values.push(drawn);
  }
  return percentileInterval(value, values, confidence);
}

/** Customers who share a cell of both rankings. */
interface SharedCells {
  of: number[];
  than: number[];
  customers: number[];
}

function sharedCells(of: ScoreGroups, than: ScoreGroups): SharedCells {
  const placeOf = new Map<number, number>();
  const shared: SharedCells = { of: [], than: [], customers: [] };
  for (const [customer, cell] of of.cellOf.entries()) {
    const other = than.cellOf[customer] ?? 0;
    const key = cell * than.cellCount + other;
    const place = placeOf.get(key);
    if (place === undefined) {
      placeOf.set(key, shared.customers.length);
      shared.of.push(cell);
      shared.than.push(other);
      shared.customers.push(1);
    } else shared.customers[place] = (shared.customers[place] ?? 0) + 1;
  }
  return shared;
}

/** Counts the customers of each cell of both rankings, those who share cells so many times. */
function countShared(
  { of, than, customers }: SharedCells,
  timesOf: (customers: number) => number,
  counts: { of: Uint32Array; than: Uint32Array },
): void {
  counts.of.fill(0);
  counts.than.fill(0);
  for (let place = 0; place < customers.length; place += 1) {
    const times = timesOf(customers[place] ?? 0);
    const [left, right] = [of[place] ?? 0, than[place] ?? 0];
    counts.of[left] = (counts.of[left] ?? 0) + times;
    counts.than[right] = (counts.than[right] ?? 0) + times;
  }
}
