import { liftAtLeast, shrunkLift } from './lift.ts';
import { logLikelihoodRatio, ONE_IN_A_THOUSAND } from './log-likelihood-ratio.ts';
import type { PairOptions } from './pair-options.ts';
import type { PartnerCounts } from './partner-counts.ts';
import { type RelatedProducts, RelatedProductsWriter } from './related-products.ts';
import { TopList } from './top-list.ts';

/** Whatever was counted of pairs, with the margins that chance is judged by. */
export interface PairTable {
  productCount: number;
  /** Fills `partners` with the counts of a product's pairs. */
  countPartners(product: number): PartnerCounts;
  /** By product: how often it stood first, and second, in anything. */
  firstTotals: Uint32Array | Float64Array;
  secondTotals: Uint32Array | Float64Array;
  /** How many occasions there were. */
  occasions: number;
}

/**
 * Each product's partners that come more often than chance would have it (G² beyond one in a thousand), ranked by what their lift is
 * at least.
 */
export function strongestPairs(table: PairTable, options: Required<PairOptions>): RelatedProducts {
  const writer = new RelatedProductsWriter(table.productCount, options.listLength);
  const top = new TopList(options.listLength);
  const { firstTotals, secondTotals, occasions } = table;
  for (let product = 0; product < table.productCount; product += 1) {
    const partners = table.countPartners(product);
    const first = firstTotals[product] as number;
    const expectedOf = (other: number): number => (first * (secondTotals[other] as number)) / occasions;
    top.clear();
    for (let i = 0; i < partners.touchedCount; i += 1) {
      const other = partners.touched[i] as number;
      const count = partners.counts[other] as number;
      if (other === product || count < options.leastCount) continue;
      const expected = expectedOf(other);
      // The mean is above the lower bound and cheaper: most pairs end here.
      const mean = shrunkLift(count, expected);
      if (mean <= 1 || !top.wouldTake(other, mean)) continue;
      const strength = liftAtLeast(count, expected);
      if (strength <= 1 || !top.wouldTake(other, strength)) continue;
      const surprise = logLikelihoodRatio(count, first, secondTotals[other] as number, occasions);
      if (surprise > ONE_IN_A_THOUSAND) top.offer(other, strength);
    }
    const countOf = (other: number): number => partners.counts[other] as number;
    writer.add(product, top, countOf, (other) => shrunkLift(countOf(other), expectedOf(other)));
  }
  return writer.written();
}
