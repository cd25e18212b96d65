import { type Characteristic, characteristicsOf, type Occurrences, wordsOf } from './characteristics.ts';
import type { PurchaseVectors } from './purchase-vectors.ts';
import type { Clusters } from './spherical-k-means.ts';

const NAME_WORDS = 3;
const SHOWN_PRODUCTS = 10;

export interface CustomerGroup {
  /** What sets it apart, e.g. "christmas · wreath · wooden". */
  name: string;
  customerCount: number;
  /** Products that its members buy more than others do, by id. */
  products: readonly Characteristic<string>[];
}

/** Says of each group what sets it apart: products by how many of its members bought them, words by their purchases of products so called. */
export function nameGroups(
  clusters: Clusters,
  vectors: PurchaseVectors,
  productIds: readonly string[],
  nameOf: (productId: string) => string,
): CustomerGroup[] {
  const products = productOccurrences(clusters, vectors);
  const words = wordOccurrences(products, productIds, nameOf);
  return Array.from({ length: clusters.centroids.groupCount }, (_, group) => {
    const named = characteristicsOf(words, group, NAME_WORDS).map(({ key }) => key);
    const apart = characteristicsOf(products, group, SHOWN_PRODUCTS).map(
      (each): Characteristic<string> => ({ ...each, key: productIds[each.key] as string }),
    );
    return {
      name: named.length > 0 ? named.join(' · ') : 'mixed',
      customerCount: products.totals[group] as number,
      products: apart,
    };
  });
}

/** Members by product and group. */
function productOccurrences(
  { group, centroids }: Clusters,
  { start, product }: PurchaseVectors,
): Occurrences<number> {
  const counts = new Map<number, Uint32Array>();
  const totals = new Uint32Array(centroids.groupCount);
  for (const [place, its] of group.entries()) {
    totals[its] = (totals[its] as number) + 1;
    for (let entry = start[place] as number; entry < (start[place + 1] as number); entry += 1)
      count(counts, product[entry] as number, its, 1, totals.length);
  }
  return { counts: new Map(Array.from(counts).sort(([a], [b]) => a - b)), totals };
}

/** Purchases by word and group. */
function wordOccurrences(
  products: Occurrences<number>,
  productIds: readonly string[],
  nameOf: (productId: string) => string,
): Occurrences<string> {
  const counts = new Map<string, Uint32Array>();
  const totals = new Uint32Array(products.totals.length);
  for (const [product, byGroup] of products.counts) {
    const words = wordsOf(nameOf(productIds[product] as string));
    for (const [group, purchases] of byGroup.entries()) {
      totals[group] = (totals[group] as number) + purchases;
      for (const word of words) count(counts, word, group, purchases, totals.length);
    }
  }
  return { counts, totals };
}

function count<K>(counts: Map<K, Uint32Array>, key: K, group: number, by: number, groupCount: number): void {
  const byGroup = counts.get(key) ?? new Uint32Array(groupCount);
  byGroup[group] = (byGroup[group] as number) + by;
  counts.set(key, byGroup);
}
