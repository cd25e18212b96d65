import type { CustomerProducts } from '../baskets/customer-products.ts';
import { invert, sizeOf } from '../baskets/grouping.ts';
import { PartnerCounts } from '../pairs/partner-counts.ts';

/**
 * Products to begin groups with: each has many buyers, but few in common with the ones before. No chance is in it, and a little more data
 * hardly ever changes which they are, as it would with customers drawn at random.
 */
export function anchorProducts(
  { bought }: CustomerProducts,
  productCount: number,
  anchorCount: number,
): number[] {
  const buyers = invert(bought, productCount);
  const common = new PartnerCounts(productCount);
  /** By product: the share of buyers that no anchor so far has too, at least. */
  const apart = new Float64Array(productCount).fill(1);
  const anchors: number[] = [];
  while (anchors.length < anchorCount) {
    const next = best(productCount, (product) => sizeOf(buyers, product) * (apart[product] as number));
    if (next === undefined) break;
    anchors.push(next);
    common.countGroups(next, buyers, bought);
    for (const product of common.touched.subarray(0, common.touchedCount)) {
      const both = common.counts[product] as number;
      const cosine = both / Math.sqrt(sizeOf(buyers, next) * sizeOf(buyers, product));
      apart[product] = Math.min(apart[product] as number, (1 - cosine) ** 2);
    }
    apart[next] = 0;
  }
  return anchors;
}

/** The product with the highest worth above 0, the first of equals. */
function best(productCount: number, worthOf: (product: number) => number): number | undefined {
  let found: number | undefined;
  let most = 0;
  for (let product = 0; product < productCount; product += 1) {
    const worth = worthOf(product);
    if (worth <= most) continue;
    most = worth;
    found = product;
  }
  return found;
}
