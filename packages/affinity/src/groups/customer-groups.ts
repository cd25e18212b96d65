import type { Baskets } from '../baskets/baskets.ts';
import { type CustomerProducts, customerProducts } from '../baskets/customer-products.ts';
import { anchorProducts } from './anchor-seeds.ts';
import { type CustomerGroup, nameGroups } from './group-names.ts';
import { type GroupSpace, groupSpace } from './group-space.ts';
import { type PurchaseVectors, purchaseVectors } from './purchase-vectors.ts';
import { type Centroids, type Clusters, sphericalKMeans } from './spherical-k-means.ts';

export interface GroupOptions {
  /** Default 8. */
  groupCount?: number;
  /** Distinct products a customer needs to be told apart; default 5. */
  leastProducts?: number;
  /** Where groups found before lie: the new ones grow out of them, keep their numbers, and few customers move. */
  previous?: GroupSpace;
  /** Names of products, for the names of groups. */
  nameOf?: (productId: string) => string;
}

/** Customers who buy similar products (SEG-5). */
export interface CustomerGroups {
  /** By customer: the place in `groups`; -1 for those with too few products. */
  readonly groupOf: Int32Array;
  /** By customer: cosine with the middle of the group, 0–1; how typical of it the customer is. */
  readonly closeness: Float64Array;
  readonly groups: readonly CustomerGroup[];
  readonly space: GroupSpace;
}

/**
 * Groups of customers who buy alike. Equal facts give equal groups, in whatever order they arrived. A million lines take about a second.
 */
export function groupCustomers(baskets: Baskets, options: GroupOptions = {}): CustomerGroups {
  const { groupCount = 8, leastProducts = 5, previous, nameOf = (productId) => productId } = options;
  const { productIds } = baskets;
  const purchases = customerProducts(baskets);
  const vectors = purchaseVectors(purchases, productIds.length, leastProducts);
  const seeds =
    previous === undefined
      ? freshSeeds(purchases, productIds.length, groupCount)
      : carriedSeeds(previous, productIds);
  const clusters = sphericalKMeans(vectors, seeds);
  return {
    ...membership(clusters, vectors, baskets.customerIds.length),
    groups: nameGroups(clusters, vectors, productIds, nameOf),
    space: groupSpace(productIds, vectors.rarity, clusters.centroids, leastProducts),
  };
}

/** Middles that point at one anchor each. */
function freshSeeds(purchases: CustomerProducts, productCount: number, groupCount: number): Centroids {
  const anchors = anchorProducts(purchases, productCount, groupCount);
  const weight = new Float64Array(productCount * anchors.length);
  for (const [group, anchor] of anchors.entries()) weight[anchor * anchors.length + group] = 1;
  return { groupCount: anchors.length, weight };
}

/** The middles of groups found before, on today's products. */
function carriedSeeds(
  { groupCount, productIds: before, weight: middles }: GroupSpace,
  productIds: readonly string[],
): Centroids {
  const weight = new Float64Array(productIds.length * groupCount);
  const placeOf = new Map(before.map((id, place) => [id, place]));
  for (const [product, id] of productIds.entries()) {
    const old = placeOf.get(id);
    if (old === undefined) continue;
    weight.set(middles.subarray(old * groupCount, (old + 1) * groupCount), product * groupCount);
  }
  return { groupCount, weight };
}

function membership(
  { group, closeness }: Clusters,
  { customer }: PurchaseVectors,
  customerCount: number,
): Pick<CustomerGroups, 'groupOf' | 'closeness'> {
  const groupOf = new Int32Array(customerCount).fill(-1);
  const close = new Float64Array(customerCount);
  for (const [place, each] of customer.entries()) {
    groupOf[each] = group[place] as number;
    close[each] = closeness[place] as number;
  }
  return { groupOf, closeness: close };
}
