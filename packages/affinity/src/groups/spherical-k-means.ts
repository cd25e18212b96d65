import type { PurchaseVectors } from './purchase-vectors.ts';

const MOST_ROUNDS = 60;

/** Middles of groups, product by product: that of group g at product p is `weight[p * groupCount + g]`. */
export interface Centroids {
  readonly groupCount: number;
  readonly weight: Float64Array;
}

export interface Clusters {
  /** By place in the vectors. */
  readonly group: Uint32Array;
  /** Cosine with the middle of the own group. */
  readonly closeness: Float64Array;
  readonly centroids: Centroids;
}

/**
 * Spherical k-means (Dhillon and Modha 2001, "Concept decompositions for large sparse text data using clustering"): each vector joins the
 * middle it makes the smallest angle with, each middle turns to the mean of its vectors, until nobody moves (or 60 rounds). Of equally
 * close middles the first; the result depends on the vectors and the seeds alone.
 */
export function sphericalKMeans(vectors: PurchaseVectors, seeds: Centroids): Clusters {
  const size = vectors.customer.length;
  const group = new Uint32Array(size).fill(seeds.groupCount);
  const closeness = new Float64Array(size);
  let centroids = seeds;
  let moved = assign(vectors, centroids, group, closeness);
  for (let round = 1; moved > 0 && round < MOST_ROUNDS; round += 1) {
    centroids = meansOf(vectors, group, centroids);
    moved = assign(vectors, centroids, group, closeness);
  }
  return { group, closeness, centroids };
}

/** Puts each vector to its closest middle; returns how many moved. */
function assign(
  { start, product, weight }: PurchaseVectors,
  { groupCount, weight: middle }: Centroids,
  group: Uint32Array,
  closeness: Float64Array,
): number {
  const cosines = new Float64Array(groupCount);
  let moved = 0;
  for (let place = 0; place + 1 < start.length; place += 1) {
    cosines.fill(0);
    for (let entry = start[place] as number; entry < (start[place + 1] as number); entry += 1) {
      const base = (product[entry] as number) * groupCount;
      const value = weight[entry] as number;
      for (let each = 0; each < groupCount; each += 1)
        cosines[each] = (cosines[each] as number) + value * (middle[base + each] as number);
    }
    const closest = greatest(cosines);
    if (group[place] !== closest) moved += 1;
    group[place] = closest;
    closeness[place] = cosines[closest] as number;
  }
  return moved;
}

function greatest(values: Float64Array): number {
  let found = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] as number) > (values[found] as number)) found = i;
  return found;
}

/** Mean directions of the groups; a group that nobody is in keeps its middle. */
function meansOf(vectors: PurchaseVectors, group: Uint32Array, before: Centroids): Centroids {
  const { groupCount } = before;
  const { start, product, weight } = vectors;
  const sums = new Float64Array(before.weight.length);
  const members = new Uint32Array(groupCount);
  for (let place = 0; place + 1 < start.length; place += 1) {
    const its = group[place] as number;
    if (its >= groupCount) continue;
    members[its] = (members[its] as number) + 1;
    for (let entry = start[place] as number; entry < (start[place + 1] as number); entry += 1) {
      const at = (product[entry] as number) * groupCount + its;
      sums[at] = (sums[at] as number) + (weight[entry] as number);
    }
  }
  return { groupCount, weight: unitColumns(sums, members, before) };
}

function unitColumns(
  sums: Float64Array,
  members: Uint32Array,
  { groupCount, weight }: Centroids,
): Float64Array {
  const squares = new Float64Array(groupCount);
  for (const [at, sum] of sums.entries())
    squares[at % groupCount] = (squares[at % groupCount] as number) + sum * sum;
  return sums.map((sum, at) => {
    const its = at % groupCount;
    if (members[its] === 0 || squares[its] === 0) return weight[at] as number;
    return sum / Math.sqrt(squares[its] as number);
  });
}
