import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { affinityOfBaskets } from '../recommend/affinity-model.ts';
import { type Bought, basketsOf, DAY_MS, purchases } from '../testing/shop.ts';
import { hitRate } from './hit-rate.ts';
import { holdOutFrom, holdOutLast } from './hold-out.ts';

const SHOP: Bought[] = [
  { customerId: 'ann', day: 1, products: ['a', 'b'] },
  { customerId: 'ann', day: 5, products: ['a', 'c'] },
  { customerId: 'bob', day: 2, products: ['b'] },
  { customerId: 'bob', day: 6, products: ['c'] },
  { customerId: 'bob', day: 7, products: ['b'] },
  { customerId: 'cleo', day: 6, products: ['a'] },
  { customerId: '', day: 3, products: ['c'] },
];

test('holding out from an instant learns from nothing after it and foretells the first basket of those seen before', () => {
  const baskets = basketsOf(SHOP);
  const { past, held } = holdOutFrom(baskets, 4 * DAY_MS);
  expect(Array.from(past.timeMs, (ms) => ms / DAY_MS)).toEqual([3, 1, 2]);
  expect(named(held, baskets.productIds)).toEqual(['a c', 'c', undefined]);
});

test('holding out the last baskets leaves all others to learn from', () => {
  const baskets = basketsOf(SHOP);
  const { past, held } = holdOutLast(baskets);
  expect(Array.from(past.timeMs, (ms) => ms / DAY_MS)).toEqual([3, 1, 2, 6, 6]);
  expect(named(held, baskets.productIds)).toEqual(['a c', 'b', undefined]);
});

test('a hit is a customer of whose held-out basket something was named', () => {
  const holdOut = holdOutFrom(basketsOf(SHOP), 4 * DAY_MS);
  const model = affinityOfBaskets(holdOut.past, 4 * DAY_MS);
  // Ann's favourites a and b hit a; Bob's favourite b misses c.
  expect(hitRate(model, holdOut, { strategy: 'favourite', count: 2 })).toEqual({
    ...{ customers: 2, hitRate: 0.5, precision: 0.25 },
  });
  // Only c is new to them, and a guest made it known.
  expect(hitRate(model, holdOut, { strategy: 'popular', count: 1, onlyNew: true }).customers).toBe(2);
});

test('naming every product hits every basket that was foretellable', () => {
  fc.assert(
    fc.property(purchases, (bought) => {
      const holdOut = holdOutLast(basketsOf(bought));
      const model = affinityOfBaskets(basketsOf(bought), 20 * DAY_MS);
      const { customers, hitRate: share } = hitRate(model, holdOut, { strategy: 'popular', count: 6 });
      expect(share).toBe(customers === 0 ? 0 : 1);
    }),
  );
});

function named(
  held: readonly (ReadonlySet<number> | undefined)[],
  ids: readonly string[],
): (string | undefined)[] {
  return held.map((products) => products && Array.from(products, (product) => ids[product]).join(' '));
}
