import { type RelatedProducts, type Relation, relationsOf } from '../pairs/related-products.ts';
import type { AffinityModel } from './affinity-model.ts';
import { fadingProducts, lastProducts, type PastBasket } from './past-baskets.ts';

const DAY_MS = 86_400_000;
/** After which a purchase says half as much about what a customer likes now. */
const TASTE_HALF_LIFE_MS = 90 * DAY_MS;
/** The same about what a customer keeps buying: seasons return after a year. */
const HABIT_HALF_LIFE_MS = 365 * DAY_MS;
/** Share of each kind of relation beside habits, chosen on the holdout of Online Retail II. */
const RELATED_SHARE = 0.3;
/** Sales at which half of a product's trend is believed. */
const TREND_PRIOR_BASKETS = 10;

export const STRATEGIES = ['complementary', 'next', 'similar', 'popular', 'favourite', 'expected'] as const;

/**
 * What to recommend: what is bought with the last basket, what is bought after it, what people with similar purchases buy (PERS-8), what
 * sells best lately, what the customer buys most, or what the next basket will most likely hold.
 */
export type Strategy = (typeof STRATEGIES)[number];

/** Products of the past that speak for others, with their weights. */
interface Source {
  related: RelatedProducts;
  products: Map<number, number>;
  weigh(relation: Relation, from: number): number;
}

/** Product by score. */
export type Scores = Map<number, number>;

/** Scores of all products that a strategy has anything to say for. */
export function scoreProducts(model: AffinityModel, past: readonly PastBasket[], strategy: Strategy): Scores {
  const sources = sourcesOf(model, past, strategy);
  switch (strategy) {
    case 'popular':
      return new Map(Array.from(model.lateBasketCount.entries()).filter(([, count]) => count > 0));
    case 'favourite':
      return fadingProducts(past, model.at, HABIT_HALF_LIFE_MS);
    case 'expected':
      return soldLately(model, [
        ...sources.map((source) => ({ scores: scoresOf(source), share: RELATED_SHARE })),
        { scores: fadingProducts(past, model.at, HABIT_HALF_LIFE_MS), share: 1 },
      ]);
    case 'similar':
      return soldLately(
        model,
        sources.map((source) => ({ scores: scoresOf(source), share: 1 })),
      );
    default:
      return sumOf(sources.map((source) => ({ scores: scoresOf(source), share: 1 })));
  }
}

/** Which relations a strategy goes by. */
export function sourcesOf(model: AffinityModel, past: readonly PastBasket[], strategy: Strategy): Source[] {
  const { together, after, similar, basketCount, customerCount } = model;
  const shareOf =
    (counts: Uint32Array) =>
    ({ count }: Relation, from: number) =>
      count / Math.max(1, counts[from] as number);
  const taste = (): Map<number, number> => fadingProducts(past, model.at, TASTE_HALF_LIFE_MS);
  const byStrength = ({ strength }: Relation): number => strength;
  switch (strategy) {
    case 'complementary':
      return [{ related: together, products: lastProducts(past), weigh: shareOf(basketCount) }];
    case 'next':
      return [{ related: after, products: lastProducts(past), weigh: shareOf(customerCount) }];
    case 'similar':
      return [{ related: similar, products: taste(), weigh: byStrength }];
    case 'expected':
      return [
        { related: together, products: taste(), weigh: shareOf(basketCount) },
        { related: similar, products: taste(), weigh: byStrength },
      ];
    default:
      return [];
  }
}

function scoresOf({ related, products, weigh }: Source): Scores {
  const scores: Scores = new Map();
  for (const [from, weight] of products)
    for (const relation of relationsOf(related, from))
      scores.set(relation.product, (scores.get(relation.product) ?? 0) + weight * weigh(relation, from));
  return scores;
}

interface Part {
  scores: Scores;
  share: number;
}

/** Adds parts, the best of each being worth its share. */
function sumOf(parts: readonly Part[]): Scores {
  const sum: Scores = new Map();
  for (const { scores, share } of parts) {
    const best = greatest(scores.values());
    // A past so long ago that its weights are 0 says nothing.
    if (best === 0) continue;
    for (const [product, score] of scores) sum.set(product, (sum.get(product) ?? 0) + (share * score) / best);
  }
  return sum;
}

/** The same with what is out of season or out of the range marked down, by the root of the share of its sales that fell in the last 90 days. */
function soldLately({ basketCount, lateBasketCount }: AffinityModel, parts: readonly Part[]): Scores {
  const scores = sumOf(parts);
  for (const [product, score] of scores) {
    const late = (lateBasketCount[product] as number) + 1;
    const all = (basketCount[product] as number) + TREND_PRIOR_BASKETS;
    scores.set(product, score * Math.sqrt(late / all));
  }
  return scores;
}

function greatest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
