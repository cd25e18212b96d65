import { relationsOf } from '../pairs/related-products.ts';
import { TopList } from '../pairs/top-list.ts';
import type { AffinityModel } from './affinity-model.ts';
import { lastProducts, type PastBasket } from './past-baskets.ts';
import { type Strategy, scoreProducts, sourcesOf } from './strategies.ts';

/** Products of the past named for a recommendation. */
const MOST_REASONS = 3;

export interface RecommendOptions {
  strategy: Strategy;
  /** Default 10. */
  count?: number;
  /** Leave out what the customer has bought already (DSEG-31). Default false. */
  onlyNew?: boolean;
}

/** A product of the customer's past that speaks for a recommended one. */
export interface Reason {
  productId: string;
  /** Baskets (or customers, for `next` and `similar`) with both. */
  count: number;
  /** Times as often as chance would have it. */
  lift: number;
}

export interface Recommendation {
  productId: string;
  /** Ranks within one answer; strategies are not comparable. */
  score: number;
  /** Baskets of the customer that held it already. */
  ownBaskets: number;
  /** Baskets of the last 90 days, of anybody, that held it. */
  lateBaskets: number;
  /** The weightiest first; empty where the strategy goes by no relation. */
  because: readonly Reason[];
}

/**
 * What to recommend to a customer, best first, with the evidence. Fewer than asked for, or none, where the past says too little;
 * `complementary` and `next` never name what the last basket holds already.
 */
export function recommend(
  model: AffinityModel,
  past: readonly PastBasket[],
  options: RecommendOptions,
): Recommendation[] {
  const own = basketsByProduct(past);
  const { items, strengths, length } = rankProducts(model, past, options);
  return Array.from({ length }, (_, i) => {
    const product = items[i] as number;
    return {
      productId: model.productIds[product] as string,
      score: strengths[i] as number,
      ownBaskets: own.get(product) ?? 0,
      lateBaskets: model.lateBasketCount[product] as number,
      because: reasonsFor(model, past, options.strategy, product),
    };
  });
}

/** The same as bare numbers of products and scores, for evaluations. */
export function rankProducts(
  model: AffinityModel,
  past: readonly PastBasket[],
  { strategy, count = 10, onlyNew = false }: RecommendOptions,
): TopList {
  const own = basketsByProduct(past);
  const isAddition = strategy === 'complementary' || strategy === 'next';
  const last = isAddition ? lastProducts(past) : new Map<number, number>();
  const top = new TopList(count);
  for (const [product, score] of scoreProducts(model, past, strategy))
    if (score > 0 && !last.has(product) && !(onlyNew && own.has(product))) top.offer(product, score);
  return top;
}

function basketsByProduct(past: readonly PastBasket[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { products } of past)
    for (const product of products) counts.set(product, (counts.get(product) ?? 0) + 1);
  return counts;
}

function reasonsFor(
  model: AffinityModel,
  past: readonly PastBasket[],
  strategy: Strategy,
  product: number,
): Reason[] {
  const reasons: { worth: number; reason: Reason }[] = [];
  for (const { related, products, weigh } of sourcesOf(model, past, strategy).slice(0, 1))
    for (const [from, weight] of products)
      for (const relation of relationsOf(related, from)) {
        if (relation.product !== product) continue;
        const { count, lift } = relation;
        const reason = { productId: model.productIds[from] as string, count, lift };
        reasons.push({ worth: weight * weigh(relation, from), reason });
      }
  return reasons
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST_REASONS)
    .map(({ reason }) => reason);
}
