import type { AffinityModel } from '../recommend/affinity-model.ts';
import { type PastBasket, PastBaskets } from '../recommend/past-baskets.ts';
import { type RecommendOptions, rankProducts } from '../recommend/recommend.ts';
import type { HoldOut } from './hold-out.ts';

export interface HitRate {
  /** Customers with a held-out basket; with `onlyNew`, whose held-out basket holds something new to them. */
  customers: number;
  /** Share of them of whose basket at least one product was recommended, 0–1. */
  hitRate: number;
  /** Share of what was asked for that was in the basket, 0–1. */
  precision: number;
}

/** How well a strategy foretells the held-out baskets. With `onlyNew` both sides are without what the customer had bought before. */
export function hitRate(model: AffinityModel, { past, held }: HoldOut, options: RecommendOptions): HitRate {
  const pasts = new PastBaskets(past);
  let [customers, hitCustomers, hits] = [0, 0, 0];
  for (const [customer, basket] of held.entries()) {
    if (basket === undefined) continue;
    const its = pasts.of(customer);
    const wanted = options.onlyNew === true ? withoutBought(basket, its) : basket;
    if (wanted.size === 0) continue;
    const { items, length } = rankProducts(model, its, options);
    const found = items.subarray(0, length).filter((product) => wanted.has(product)).length;
    customers += 1;
    hits += found;
    if (found > 0) hitCustomers += 1;
  }
  const among = Math.max(1, customers);
  return {
    customers,
    hitRate: hitCustomers / among,
    precision: hits / (among * (options.count ?? 10)),
  };
}

function withoutBought(basket: ReadonlySet<number>, past: readonly PastBasket[]): ReadonlySet<number> {
  const left = new Set(basket);
  for (const { products } of past) for (const product of products) left.delete(product);
  return left;
}
