import type { FactsReader } from '@perennial/facts';
import type { Baskets } from '../baskets/baskets.ts';
import { basketsFromFacts } from '../baskets/baskets-from-facts.ts';
import { type CustomerProducts, customerProducts } from '../baskets/customer-products.ts';
import type { ReadOptions } from '../baskets/order-lines.ts';
import { type BoughtAfterOptions, boughtAfter } from '../pairs/bought-after.ts';
import { boughtTogether } from '../pairs/bought-together.ts';
import type { RelatedProducts } from '../pairs/related-products.ts';
import { similarProducts } from '../pairs/similar-products.ts';

/** How long products sold count as sold lately. */
const LATELY_MS = 90 * 86_400_000;

/** What goes with what in one shop, as of an instant. */
export interface AffinityModel {
  readonly at: number;
  /** Sorted; a product is its place here. */
  readonly productIds: readonly string[];
  readonly together: RelatedProducts;
  readonly after: RelatedProducts;
  readonly similar: RelatedProducts;
  /** By product. */
  readonly basketCount: Uint32Array;
  /** By product: baskets of the last 90 days. */
  readonly lateBasketCount: Uint32Array;
  /** By product. */
  readonly customerCount: Uint32Array;
}

/** Learns from all orders that count at `options.at`; a million lines take a second or two. */
export function learnAffinity(facts: FactsReader, options: ReadOptions & BoughtAfterOptions): AffinityModel {
  return affinityOfBaskets(basketsFromFacts(facts, options), options.at, options);
}

/** Learns from baskets at hand. */
export function affinityOfBaskets(
  baskets: Baskets,
  at: number,
  options: BoughtAfterOptions = {},
): AffinityModel {
  const productCount = baskets.productIds.length;
  const purchases = customerProducts(baskets);
  return {
    at,
    productIds: baskets.productIds,
    together: boughtTogether(baskets, options),
    after: boughtAfter(purchases, productCount, options),
    similar: similarProducts(purchases, productCount, options),
    basketCount: basketCounts(baskets, Number.NEGATIVE_INFINITY),
    lateBasketCount: basketCounts(baskets, at - LATELY_MS),
    customerCount: customerCounts(purchases, productCount),
  };
}

function basketCounts({ productIds, timeMs, contents }: Baskets, afterMs: number): Uint32Array {
  const counts = new Uint32Array(productIds.length);
  for (const [basket, time] of timeMs.entries()) {
    if (time <= afterMs) continue;
    const end = contents.start[basket + 1] as number;
    for (let place = contents.start[basket] as number; place < end; place += 1) {
      const product = contents.member[place] as number;
      counts[product] = (counts[product] as number) + 1;
    }
  }
  return counts;
}

function customerCounts({ bought }: CustomerProducts, productCount: number): Uint32Array {
  const counts = new Uint32Array(productCount);
  for (const product of bought.member) counts[product] = (counts[product] as number) + 1;
  return counts;
}
