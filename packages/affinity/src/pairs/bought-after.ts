import type { CustomerProducts } from '../baskets/customer-products.ts';
import { groupByKey } from '../baskets/grouping.ts';
import { strongestPairs } from './lifted-pairs.ts';
import { DEFAULT_PAIR_OPTIONS, type PairOptions } from './pair-options.ts';
import { PartnerCounts } from './partner-counts.ts';
import type { RelatedProducts } from './related-products.ts';

export interface BoughtAfterOptions extends PairOptions {
  /** How long after a product another still counts as bought after it; default 90 days. */
  windowMs?: number;
  /** Distinct products of the fullest history that counts; default 200. */
  fullestHistory?: number;
}

const DEFAULT_AFTER_WINDOW_MS = 90 * 86_400_000;

/**
 * What customers came to buy after a product: first bought later than it, but within the window. `count` is customers. Chance is judged
 * among such pairs only, so that a product which everything precedes is nobody's successor in particular.
 */
export function boughtAfter(
  purchases: CustomerProducts,
  productCount: number,
  options: BoughtAfterOptions = {},
): RelatedProducts {
  const { windowMs = DEFAULT_AFTER_WINDOW_MS, fullestHistory = 200, ...pairOptions } = options;
  const { member } = purchases.bought;
  const followers = followersOf(purchases, windowMs, fullestHistory);
  const firstTotals = new Uint32Array(productCount);
  const secondTotals = new Uint32Array(productCount);
  for (let place = 0; place < member.length; place += 1) {
    const product = member[place] as number;
    firstTotals[product] =
      (firstTotals[product] as number) + (followers.to[place] as number) - (followers.from[place] as number);
    secondTotals[product] = (secondTotals[product] as number) + (followers.before[place] as number);
  }
  const placesOf = groupByKey(member, productCount);
  const partners = new PartnerCounts(productCount);
  const countPartners = (product: number): PartnerCounts => {
    partners.clear();
    for (let i = placesOf.start[product] as number; i < (placesOf.start[product + 1] as number); i += 1) {
      const place = placesOf.member[i] as number;
      partners.add(member, followers.from[place] as number, followers.to[place] as number);
    }
    return partners;
  };
  const occasions = Math.max(
    1,
    firstTotals.reduce((sum, count) => sum + count, 0),
  );
  const table = { productCount, symmetric: false, firstTotals, secondTotals, occasions, countPartners };
  return strongestPairs(table, { ...DEFAULT_PAIR_OPTIONS, ...pairOptions });
}

/** For each place among a customer's purchases: those that follow it are `from … to - 1`, none in a fuller history; `before` is how many it follows. */
interface Followers {
  from: Uint32Array;
  to: Uint32Array;
  before: Uint32Array;
}

/** Two pointers run ahead of each purchase, as a customer's purchases stand in the order of time. */
function followersOf(
  { bought, firstMs }: CustomerProducts,
  windowMs: number,
  fullestHistory: number,
): Followers {
  const size = bought.member.length;
  const followers = { from: new Uint32Array(size), to: new Uint32Array(size), before: new Uint32Array(size) };
  for (let customer = 0; customer + 1 < bought.start.length; customer += 1) {
    const first = bought.start[customer] as number;
    const end = bought.start[customer + 1] as number;
    if (end - first > fullestHistory) continue;
    let from = first;
    let to = first;
    let oldest = first;
    let sameInstant = first;
    for (let place = first; place < end; place += 1) {
      const time = firstMs[place] as number;
      while (from < end && (firstMs[from] as number) <= time) from += 1;
      while (to < end && (firstMs[to] as number) <= time + windowMs) to += 1;
      while ((firstMs[oldest] as number) + windowMs < time) oldest += 1;
      while ((firstMs[sameInstant] as number) < time) sameInstant += 1;
      followers.from[place] = from;
      followers.to[place] = to;
      followers.before[place] = sameInstant - oldest;
    }
  }
  return followers;
}
