import { expect, test } from '@jest/globals';
import { Facts } from '@perennial/facts';
import fc from 'fast-check';
import { basketsFromFacts } from '../baskets/baskets-from-facts.ts';
import { groupCustomers } from '../groups/customer-groups.ts';
import { GroupPlacer } from '../groups/group-space.ts';
import { AT, type Bought, order, purchases, refund } from '../testing/shop.ts';
import { boughtBaskets, customerBaskets, pastInModel } from './customer-past.ts';
import { PastBaskets } from './past-baskets.ts';

const returned: fc.Arbitrary<Bought[]> = purchases.map((bought) =>
  bought.slice(0, 6).filter(({ customerId }) => customerId !== ''),
);

test("a customer's own baskets are those that all baskets hold of them, returns taken out", () => {
  fc.assert(
    fc.property(purchases, returned, (bought, returns) => {
      const facts = shopOf(bought, returns);
      const all = basketsFromFacts(facts, { at: AT });
      const pasts = new PastBaskets(all);
      for (const [customer, id] of all.customerIds.entries()) {
        const own = customerBaskets(facts, facts.customerIndexOf(id), { at: AT });
        const placeOf = new Map(all.productIds.map((product, place) => [product, place]));
        const past = pastInModel(own, (product) => placeOf.get(product));
        expect(sorted(past)).toEqual(sorted(pasts.of(customer)));
      }
    }),
  );
});

test('a customer is placed by their own baskets where finding the groups put them (SEG-5)', () => {
  fc.assert(
    fc.property(purchases, fc.integer({ min: 1, max: 4 }), (bought, groupCount) => {
      const facts = shopOf(bought, []);
      const all = basketsFromFacts(facts, { at: AT });
      const found = groupCustomers(all, { groupCount, leastProducts: 2 });
      const placer = new GroupPlacer(found.space);
      for (const [customer, id] of all.customerIds.entries()) {
        const own = customerBaskets(facts, facts.customerIndexOf(id), { at: AT });
        const place = placer.place(boughtBaskets(own));
        // Of equally close groups rounding may choose another one.
        expect(place?.closeness ?? 0).toBeCloseTo(found.closeness[customer] ?? -1, 5);
      }
    }),
  );
});

function shopOf(bought: readonly Bought[], returns: readonly Bought[]): Facts {
  const facts = new Facts();
  facts.applyBatch([...bought.map(order), ...returns.map(refund)]);
  return facts;
}

function sorted(past: readonly { timeMs: number; products: readonly number[] }[]): string[] {
  return past.map(({ timeMs, products }) => `${timeMs}: ${products.join(',')}`).sort();
}
