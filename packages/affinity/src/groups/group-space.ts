import type { Centroids } from './spherical-k-means.ts';

/** Where the groups lie: all that it takes to say of any customer, at any time, which one is theirs. Plain columns. */
export interface GroupSpace {
  readonly groupCount: number;
  /** Distinct products a customer needs to be told apart. */
  readonly leastProducts: number;
  /** Sorted: those that grouped customers bought. */
  readonly productIds: readonly string[];
  /** By product: log of all customers over its buyers. */
  readonly rarity: Float32Array;
  /** Middles: that of group g at product p is `weight[p * groupCount + g]`. */
  readonly weight: Float32Array;
}

/** A customer's group, and the cosine with its middle: 0 to 1, how typical of it they are. */
export interface GroupPlace {
  group: number;
  closeness: number;
}

/** A product of a space by its place there, and in how many of a customer's baskets it was. */
export interface ProductBaskets {
  place: number;
  baskets: number;
}

/** Leaves out products that lead nobody anywhere, and half of the digits. */
export function groupSpace(
  productIds: readonly string[],
  rarity: Float64Array,
  { groupCount, weight }: Centroids,
  leastProducts: number,
): GroupSpace {
  const kept = Array.from(productIds.keys()).filter((product) =>
    weight.subarray(product * groupCount, (product + 1) * groupCount).some((each) => each !== 0),
  );
  return {
    ...{ groupCount, leastProducts },
    productIds: kept.map((product) => productIds[product] as string),
    rarity: Float32Array.from(kept, (product) => rarity[product] as number),
    weight: Float32Array.from({ length: kept.length * groupCount }, (_, at) => {
      const product = kept[Math.floor(at / groupCount)] as number;
      return weight[product * groupCount + (at % groupCount)] as number;
    }),
  };
}

/** Says which group customers belong to, by what they bought. */
export class GroupPlacer {
  readonly space: GroupSpace;
  readonly #placeOf: ReadonlyMap<string, number>;

  constructor(space: GroupSpace) {
    this.space = space;
    this.#placeOf = new Map(space.productIds.map((id, place) => [id, place]));
  }

  /**
   * @param bought by product, in how many baskets the customer had it
   * @returns undefined for those with too few products, or none that the groups are made of
   */
  place(bought: ReadonlyMap<string, number>): GroupPlace | undefined {
    if (bought.size < this.space.leastProducts) return undefined;
    const entries: ProductBaskets[] = [];
    for (const [productId, baskets] of bought) {
      const place = this.#placeOf.get(productId);
      if (place !== undefined) entries.push({ place, baskets });
    }
    return this.#closest(entries.sort((a, b) => a.place - b.place));
  }

  /** The same for who bought nothing else. @param bought by rising place */
  placeOfCounted(bought: readonly ProductBaskets[]): GroupPlace | undefined {
    return bought.length < this.space.leastProducts ? undefined : this.#closest(bought);
  }

  /** Sums are made in the order of places, so that equal purchases give equal sums. */
  #closest(bought: readonly ProductBaskets[]): GroupPlace | undefined {
    const { groupCount, weight: middle, rarity } = this.space;
    const entries = bought.map(({ place, baskets }) => ({
      place,
      weight: (1 + Math.log(baskets)) * (rarity[place] as number),
    }));
    const length = Math.sqrt(entries.reduce((sum, { weight }) => sum + weight ** 2, 0));
    if (length === 0) return undefined;
    const cosines = new Float64Array(groupCount);
    for (const { place, weight } of entries)
      for (let group = 0; group < groupCount; group += 1)
        cosines[group] =
          (cosines[group] as number) + (weight / length) * (middle[place * groupCount + group] as number);
    const closeness = Math.max(...cosines);
    return { group: cosines.indexOf(closeness), closeness: Math.min(1, closeness) };
  }
}
