import type { Baskets } from '../baskets/baskets.ts';
import { keepGroups, sizeOf } from '../baskets/grouping.ts';
import { LaterMembers } from './later-members.ts';
import { strongestPairs } from './lifted-pairs.ts';
import { DEFAULT_PAIR_OPTIONS, type PairOptions } from './pair-options.ts';
import { PartnerCounts } from './partner-counts.ts';
import type { RelatedProducts } from './related-products.ts';

export interface BoughtTogetherOptions extends PairOptions {
  /** Products of the largest basket that counts; default 100. A larger one is a stock list: everything is in it beside everything. */
  largestBasket?: number;
}

/**
 * Complementary products: those bought in one basket more often than chance would have it. `count` is baskets with both. Costs the sum
 * over baskets of their size squared.
 */
export function boughtTogether(baskets: Baskets, options: BoughtTogetherOptions = {}): RelatedProducts {
  const { largestBasket = 100, ...pairOptions } = options;
  const contents = keepGroups(
    baskets.contents,
    (basket) => sizeOf(baskets.contents, basket) <= largestBasket,
  );
  const productCount = baskets.productIds.length;
  const later = new LaterMembers(contents, productCount);
  const partners = new PartnerCounts(productCount);
  const totals = Uint32Array.from({ length: productCount }, (_, product) => sizeOf(later.holders, product));
  const table = {
    ...{ productCount, symmetric: true, occasions: contents.start.length - 1 },
    ...{ firstTotals: totals, secondTotals: totals },
    countPartners: (product: number) => {
      partners.clear();
      later.forEachGroup(product, (_, from, to) => partners.add(contents.member, from, to));
      return partners;
    },
  };
  return strongestPairs(table, { ...DEFAULT_PAIR_OPTIONS, ...pairOptions });
}
