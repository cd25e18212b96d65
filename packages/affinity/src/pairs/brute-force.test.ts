import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { customerProducts } from '../baskets/customer-products.ts';
import { type Bought, basketsOf, purchases } from '../testing/shop.ts';
import { boughtAfter } from './bought-after.ts';
import { boughtTogether } from './bought-together.ts';
import { liftAtLeast, shrunkLift } from './lift.ts';
import { logLikelihoodRatio, ONE_IN_A_THOUSAND } from './log-likelihood-ratio.ts';
import { type RelatedProducts, relationsOf } from './related-products.ts';
import { similarProducts } from './similar-products.ts';

const DAY_MS = 86_400_000;
const OPTIONS = { leastCount: 1, listLength: 6 };

/** Pairs by their ids; the slow, obvious way. */
type Pairs = Map<string, { count: number; lift: number; strength: number }>;

describe('held to a count by brute force (SEG-5, PERS-8)', () => {
  test('bought together', () => {
    fc.assert(
      fc.property(denser(purchases), (bought) => {
        const baskets = basketsOf(bought);
        const expected = surprising(baskets.productIds, (a, b) => {
          const having = (...ids: string[]): number =>
            bought.filter(({ products }) => ids.every((id) => products.includes(id))).length;
          return { both: having(a, b), first: having(a), second: having(b), all: bought.length };
        });
        expect(pairsOf(boughtTogether(baskets, OPTIONS), baskets.productIds)).toEqual(expected);
      }),
    );
  });

  test('bought after', () => {
    fc.assert(
      fc.property(denser(purchases), fc.integer({ min: 1, max: 8 }), (bought, windowDays) => {
        const baskets = basketsOf(bought);
        const follows = followers(bought, windowDays);
        const expected = surprising(baskets.productIds, (a, b) => ({
          both: follows.filter(([first, second]) => first === a && second === b).length,
          first: follows.filter(([first]) => first === a).length,
          second: follows.filter(([, second]) => second === b).length,
          all: Math.max(1, follows.length),
        }));
        const related = boughtAfter(customerProducts(baskets), baskets.productIds.length, {
          ...OPTIONS,
          windowMs: windowDays * DAY_MS,
        });
        expect(pairsOf(related, baskets.productIds)).toEqual(expected);
      }),
    );
  });

  test('similar', () => {
    fc.assert(
      fc.property(purchases, (bought) => {
        const baskets = basketsOf(bought);
        const related = similarProducts(customerProducts(baskets), baskets.productIds.length, OPTIONS);
        const found = pairsOf(related, baskets.productIds);
        const expected = similarPairs(bought, baskets.productIds);
        expect(Array.from(found.keys()).sort()).toEqual(Array.from(expected.keys()).sort());
        for (const [pair, strength] of expected) expect(found.get(pair)?.strength).toBeCloseTo(strength, 12);
      }),
    );
  });
});

test('a list keeps the strongest, and a basket beyond the largest does not count', () => {
  const bought = ['a', 'b'].flatMap((id) =>
    Array.from({ length: 40 }, (_, i) => ({ customerId: '', day: i, products: [`${id}1`, `${id}2`] })),
  );
  const everything = Array.from({ length: 20 }, () => ({
    ...{ customerId: '', day: 1 },
    products: ['a1', 'a2', 'b1', 'b2', 'c1'],
  }));
  const baskets = basketsOf([...bought, ...everything]);
  const one = boughtTogether(baskets, { listLength: 1, largestBasket: 4 });
  expect(Array.from(pairsOf(one, baskets.productIds).keys())).toEqual(['a1 a2', 'a2 a1', 'b1 b2', 'b2 b1']);
  expect(Array.from(relationsOf(one, 0), ({ count }) => count)).toEqual([40]);
});

/** Each order several times over, so that pairs can surprise. */
function denser(few: fc.Arbitrary<Bought[]>): fc.Arbitrary<Bought[]> {
  return few.map((bought) =>
    [1, 2, 3].flatMap((copy) =>
      bought.map((each) => ({ ...each, customerId: each.customerId && `${each.customerId}${copy}` })),
    ),
  );
}

function surprising(
  ids: readonly string[],
  table: (a: string, b: string) => { both: number; first: number; second: number; all: number },
): Pairs {
  const pairs: Pairs = new Map();
  for (const a of ids)
    for (const b of ids) {
      const { both, first, second, all } = table(a, b);
      const expected = (first * second) / all;
      const strength = liftAtLeast(both, expected);
      if (a === b || both === 0 || strength <= 1) continue;
      if (logLikelihoodRatio(both, first, second, all) <= ONE_IN_A_THOUSAND) continue;
      pairs.set(`${a} ${b}`, { count: both, lift: shrunkLift(both, expected), strength });
    }
  return pairs;
}

/** Product and later product of one customer, by their first purchases. */
function followers(bought: readonly Bought[], windowDays: number): [string, string][] {
  return firstDays(bought).flatMap((days) =>
    Array.from(days).flatMap(([a, dayA]) =>
      Array.from(days)
        .filter(([, dayB]) => dayB > dayA && dayB <= dayA + windowDays)
        .map(([b]): [string, string] => [a, b]),
    ),
  );
}

function firstDays(bought: readonly Bought[]): Map<string, number>[] {
  const customers = new Set(bought.map(({ customerId }) => customerId).filter((id) => id !== ''));
  return Array.from(customers, (id) => {
    const days = new Map<string, number>();
    for (const { day, products } of bought.filter((each) => each.customerId === id))
      for (const product of products) days.set(product, Math.min(day, days.get(product) ?? day));
    return days;
  });
}

function similarPairs(bought: readonly Bought[], ids: readonly string[]): Map<string, number> {
  const rows = firstDays(bought).map((days) => new Set(days.keys()));
  const dot = (a: string, b: string): number =>
    rows.reduce((sum, row) => sum + (row.has(a) && row.has(b) ? 1 / row.size : 0), 0);
  const pairs = new Map<string, number>();
  for (const a of ids)
    for (const b of ids) {
      const common = rows.filter((row) => row.has(a) && row.has(b)).length;
      if (a === b || common === 0) continue;
      pairs.set(`${a} ${b}`, (dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))) * (common / (common + 10)));
    }
  return pairs;
}

function pairsOf(related: RelatedProducts, ids: readonly string[]): Pairs {
  return new Map(
    ids.flatMap((id, product) =>
      Array.from(relationsOf(related, product), ({ product: other, count, lift, strength }) => [
        `${id} ${ids[other]}`,
        { count, lift, strength },
      ]),
    ) as [string, { count: number; lift: number; strength: number }][],
  );
}
