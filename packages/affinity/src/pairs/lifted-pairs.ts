import { liftAtLeast, shrunkLift } from './lift.ts';
import { logLikelihoodRatio, ONE_IN_A_THOUSAND } from './log-likelihood-ratio.ts';
import type { PairOptions } from './pair-options.ts';
import type { PartnerCounts } from './partner-counts.ts';
import { columnsOf, type RelatedProducts } from './related-products.ts';
import { TopList } from './top-list.ts';

/** Whatever was counted of pairs, with the margins that chance is judged by. */
export interface PairTable {
  productCount: number;
  /** Counts a product's pairs; called once for each product, in rising order. */
  countPartners(product: number): PartnerCounts;
  /** Whether a pair says the same of both; then it is counted with the smaller product only. */
  symmetric: boolean;
  /** By product: how often it stood first, and second, in anything. */
  firstTotals: Uint32Array;
  secondTotals: Uint32Array;
  /** How many occasions there were. */
  occasions: number;
}

/**
 * Each product's partners that come more often than chance would have it (G² beyond one in a thousand), ranked by what their lift is
 * at least.
 */
export function strongestPairs(table: PairTable, options: Required<PairOptions>): RelatedProducts {
  const lists = Array.from({ length: table.productCount }, () => new TopList(options.listLength));
  for (let product = 0; product < table.productCount; product += 1) {
    const partners = table.countPartners(product);
    for (let i = 0; i < partners.touchedCount; i += 1) {
      const other = partners.touched[i] as number;
      const count = partners.counts[other] as number;
      if (other !== product && count >= options.leastCount) judge(table, lists, product, other, count);
    }
  }
  return columnsOf(lists, (product, other, count) => shrunkLift(count, expectedOf(table, product, other)));
}

/** Lists a pair where it is strong enough. */
function judge(
  table: PairTable,
  lists: readonly TopList[],
  product: number,
  other: number,
  count: number,
): void {
  const own = lists[product];
  const others = table.symmetric ? lists[other] : undefined;
  const isWanted = (strength: number): boolean =>
    own?.wouldTake(other, strength) === true || others?.wouldTake(product, strength) === true;
  const expected = expectedOf(table, product, other);
  // The mean is above the lower bound and cheaper: most pairs end here.
  const mean = shrunkLift(count, expected);
  if (mean <= 1 || !isWanted(mean)) return;
  const strength = liftAtLeast(count, expected);
  if (strength <= 1 || !isWanted(strength)) return;
  const { firstTotals, secondTotals, occasions } = table;
  const first = firstTotals[product] as number;
  const second = secondTotals[other] as number;
  if (logLikelihoodRatio(count, first, second, occasions) <= ONE_IN_A_THOUSAND) return;
  own?.offer(other, strength, count);
  others?.offer(product, strength, count);
}

function expectedOf(
  { firstTotals, secondTotals, occasions }: PairTable,
  product: number,
  other: number,
): number {
  return ((firstTotals[product] as number) * (secondTotals[other] as number)) / occasions;
}
