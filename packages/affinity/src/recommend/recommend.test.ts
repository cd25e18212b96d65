import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AT, type Bought, basketsOf, DAY_MS, factsOf, purchases } from '../testing/shop.ts';
import { type AffinityModel, affinityOfBaskets, learnAffinity } from './affinity-model.ts';
import { type PastBasket, PastBaskets } from './past-baskets.ts';
import { type Recommendation, type RecommendOptions, recommend } from './recommend.ts';
import { STRATEGIES } from './strategies.ts';

describe('recommendations', () => {
  const shop = printerShop();
  const model = learnAffinity(factsOf(shop), { at: 60 * DAY_MS });

  test('name what is bought with the last basket, with the products and counts that speak for it (PERS-8)', () => {
    const [best] = ask(model, [['printer']], { strategy: 'complementary' });
    expect(best?.productId).toBe('cable');
    expect(best?.because[0]).toMatchObject({ productId: 'printer', count: 30 });
    expect(best?.because[0]?.lift).toBeGreaterThan(1.5);
  });

  test('name what is bought after the last basket', () => {
    const [best] = ask(model, [['printer']], { strategy: 'next' });
    expect(best).toMatchObject({ productId: 'ink', because: [{ productId: 'printer', count: 30 }] });
  });

  test('name what people with similar purchases buy', () => {
    const found = ask(model, [['printer'], ['cable']], { strategy: 'similar', onlyNew: true });
    expect(found.map(({ productId }) => productId)).toEqual(['ink']);
  });

  test('leave out what the customer has bought (DSEG-31) where only new products are wanted', () => {
    const options: RecommendOptions = { strategy: 'complementary' };
    expect(ids(ask(model, [['cable'], ['printer']], options))).toContain('cable');
    expect(ids(ask(model, [['cable'], ['printer']], { ...options, onlyNew: true }))).not.toContain('cable');
  });

  test('name what sells best, and what the customer buys most', () => {
    expect(ask(model, [], { strategy: 'popular', count: 1 })).toMatchObject([
      { productId: 'soap', because: [] },
    ]);
    const own = ask(model, [['ink'], ['ink', 'soap'], ['ink']], { strategy: 'favourite' });
    expect(own).toMatchObject([
      { productId: 'ink', ownBaskets: 3 },
      { productId: 'soap', ownBaskets: 1 },
    ]);
  });

  test('mark down what is not sold any more', () => {
    const later = affinityOfBaskets(basketsOf([...shop, ...soapBuyers(400)]), 450 * DAY_MS);
    const found = ids(ask(later, [['ink'], ['soap']], { strategy: 'expected' }));
    expect(found.indexOf('soap')).toBeLessThan(found.indexOf('ink'));
    expect(found).toContain('ink');
  });

  test('are none for a customer without a past, but for what is popular', () => {
    for (const strategy of STRATEGIES.filter((each) => each !== 'popular'))
      expect(ask(model, [], { strategy })).toEqual([]);
  });

  test('are finite, ordered, without repeats and never of the last basket, in any shop', () => {
    fc.assert(
      fc.property(purchases, fc.constantFrom(...STRATEGIES), fc.boolean(), (bought, strategy, onlyNew) => {
        const baskets = basketsOf(bought);
        const its = affinityOfBaskets(baskets, AT);
        const pasts = new PastBaskets(baskets);
        for (const customer of baskets.customerIds.keys()) {
          const past = pasts.of(customer);
          const found = recommend(its, past, { strategy, onlyNew, count: 3 });
          const scores = found.map(({ score }) => score);
          expect(scores.every(Number.isFinite)).toBe(true);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(new Set(ids(found)).size).toBe(found.length);
          if (onlyNew) expect(found.every(({ ownBaskets }) => ownBaskets === 0)).toBe(true);
        }
      }),
    );
  });
});

/** Thirty buy a printer with a cable and later ink; sixty others buy soap. */
function printerShop(): Bought[] {
  const printers = Array.from({ length: 30 }, (_, i): Bought[] => [
    { customerId: `p${i}`, day: i % 7, products: ['cable', 'printer'] },
    { customerId: `p${i}`, day: 20 + (i % 7), products: ['ink'] },
  ]).flat();
  return [...printers, ...soapBuyers(5)];
}

function soapBuyers(day: number): Bought[] {
  return Array.from({ length: 60 }, (_, i): Bought[] => [
    { customerId: `s${i}`, day: day + (i % 9), products: ['soap'] },
    { customerId: `s${i}`, day: day + 20 + (i % 9), products: ['towel'] },
  ]).flat();
}

function ask(
  model: AffinityModel,
  past: readonly (readonly string[])[],
  options: RecommendOptions,
): Recommendation[] {
  const baskets = past.map((products, i): PastBasket => {
    return { timeMs: (30 + i) * DAY_MS, products: products.map((id) => model.productIds.indexOf(id)) };
  });
  return recommend(model, baskets, options);
}

function ids(found: readonly Recommendation[]): string[] {
  return found.map(({ productId }) => productId);
}
