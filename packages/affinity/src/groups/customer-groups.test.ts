import { describe, expect, test } from '@jest/globals';
import { Facts } from '@perennial/facts';
import fc from 'fast-check';
import { filterBaskets } from '../baskets/baskets.ts';
import { basketsFromFacts } from '../baskets/baskets-from-facts.ts';
import { AT, type Bought, basketsOf, order, purchases } from '../testing/shop.ts';
import { wordsOf } from './characteristics.ts';
import { type CustomerGroups, groupCustomers } from './customer-groups.ts';

const THEMES = ['garden', 'kitchen', 'party'];
const NAMED = { groupCount: 3, nameOf: (id: string) => id.replace('-', ' ') };

describe('groups of customers who buy alike (SEG-5)', () => {
  test('are those of the themes that customers keep to, named by them', () => {
    const baskets = basketsOf(themedShop(90));
    const { groups, groupOf } = groupCustomers(baskets, NAMED);
    expect(groups.map(({ customerCount }) => customerCount)).toEqual([30, 30, 30]);
    expect(groups.map(({ name }) => name.split(' · ')[0]).sort()).toEqual(THEMES);
    for (const [customer, id] of baskets.customerIds.entries())
      expect(groups[groupOf[customer] ?? -1]?.name).toContain(id.split('-')[0]);
  });

  test('are the same in whatever order facts arrived', () => {
    const records = themedShop(90).map(order);
    const shuffled = new Facts();
    shuffled.applyBatch(
      records.toSorted((a, b) => (a.orderKey.length - b.orderKey.length) * 7 || b.time - a.time),
    );
    const again = groupCustomers(basketsFromFacts(shuffled, { at: AT }), NAMED);
    expect(plain(again)).toEqual(plain(groupCustomers(basketsOf(themedShop(90)), NAMED)));
  });

  test('keep at least 95 of 100 customers, and their numbers, when a hundredth of the data is new', () => {
    const all = basketsOf(mixedShop(600));
    const earlier = filterBaskets(all, (basket) => basket % 100 !== 7);
    const previous = groupCustomers(earlier, NAMED);
    const { groupOf } = groupCustomers(all, { ...NAMED, previous: previous.space });
    const grouped = Array.from(previous.groupOf.keys()).filter(
      (customer) => (previous.groupOf[customer] ?? -1) >= 0,
    );
    const stayed = grouped.filter((customer) => groupOf[customer] === previous.groupOf[customer]);
    expect(new Set(previous.groupOf).size).toBeGreaterThanOrEqual(3);
    expect(stayed.length / grouped.length).toBeGreaterThanOrEqual(0.95);
  });

  test('say nothing of customers with too few products, and each other customer is in one', () => {
    fc.assert(
      fc.property(purchases, fc.integer({ min: 1, max: 9 }), (bought, groupCount) => {
        const baskets = basketsOf(bought);
        const { groupOf, groups, closeness } = groupCustomers(baskets, { groupCount, leastProducts: 3 });
        const enough = baskets.customerIds.map((id) => {
          const its = bought
            .filter(({ customerId }) => customerId === id)
            .flatMap(({ products }) => products);
          return new Set(its).size >= 3;
        });
        expect(Array.from(groupOf, (group) => group >= 0)).toEqual(enough);
        expect(groups.reduce((sum, { customerCount }) => sum + customerCount, 0)).toBe(
          enough.filter(Boolean).length,
        );
        expect(closeness.every((cosine) => cosine >= 0 && cosine < 1 + 1e-9)).toBe(true);
      }),
    );
  });
});

test('words that name a group are letters, three or more, and no fillers', () => {
  expect(wordsOf('SET OF 3 REGENCY CAKE-TINS, cake 12cm')).toEqual(['regency', 'cake', 'tins']);
});

/** Each customer buys eight of their theme's twelve products and one of another's. */
function themedShop(customers: number): Bought[] {
  return Array.from({ length: customers }, (_, i) => {
    const [theme = '', other = ''] = [THEMES[i % 3], THEMES[(i + 1) % 3]];
    const products = Array.from({ length: 8 }, (_, k) => `${theme}-${(i + k) % 12}`);
    return { customerId: `${theme}-${i}`, day: i % 50, products: [...products, `${other}-${i % 12}`] };
  });
}

/** The same with four baskets a customer, the last three of anything: half of the customers stand between the themes. */
function mixedShop(customers: number): Bought[] {
  return themedShop(customers).flatMap((bought, i) => [
    bought,
    ...[1, 2, 3].map((n) => ({
      ...{ customerId: bought.customerId, day: 50 + n },
      products: [0, 1, 2].map((k) => `${THEMES[(i * 7 + n * k + k) % 3]}-${(i * 5 + n + k * 3) % 12}`),
    })),
  ]);
}

function plain({ groupOf, groups }: CustomerGroups): unknown {
  return { groupOf: Array.from(groupOf), groups };
}
