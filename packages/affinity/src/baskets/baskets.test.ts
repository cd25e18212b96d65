import { describe, expect, test } from '@jest/globals';
import { Facts } from '@perennial/facts';
import fc from 'fast-check';
import { AT, type Bought, basketsOf, DAY_MS, factsOf, order, purchases, refund } from '../testing/shop.ts';
import type { Baskets } from './baskets.ts';
import { basketsFromFacts } from './baskets-from-facts.ts';
import { customerProducts } from './customer-products.ts';
import { isMerchandise } from './merchandise.ts';

const ANN: Bought = { customerId: 'ann', day: 1, products: ['tea', 'cup'] };

describe('baskets from facts', () => {
  test('hold each product of an order once, in the order of their ids', () => {
    const facts = factsOf([{ ...ANN, products: ['tea', 'cup', 'tea'] }]);
    expect(listed(basketsFromFacts(facts, { at: AT }))).toEqual(['ann 1: cup tea']);
  });

  test('stand by customer and time, whatever the order in which facts arrived', () => {
    fc.assert(
      fc.property(purchases, fc.integer({ min: 0, max: 40 }), (bought, turn) => {
        const records = bought.map(order);
        const facts = new Facts();
        facts.applyBatch([...records.slice(turn), ...records.slice(0, turn)].reverse());
        const turned = listed(basketsFromFacts(facts, { at: AT }));
        const straight = listed(basketsOf(bought));
        expect([...turned].sort()).toEqual([...straight].sort());
        expect(turned.map(withoutProducts)).toEqual(straight.map(withoutProducts));
      }),
    );
  });

  test('leave out what came back, taken from the latest purchase before it', () => {
    const facts = factsOf([ANN, { ...ANN, day: 5 }, { ...ANN, day: 9 }]);
    facts.apply(refund({ customerId: 'ann', day: 6, products: ['tea'] }, 1));
    expect(listed(basketsFromFacts(facts, { at: AT }))).toEqual([
      'ann 1: cup tea',
      'ann 5: cup',
      'ann 9: cup tea',
    ]);
  });

  test('take no more back than was bought, and nothing of other customers or products', () => {
    const facts = factsOf([ANN, { ...ANN, customerId: 'bob' }]);
    for (const [number, products] of [['tea', 'cup'], ['tea'], ['jug']].entries())
      facts.apply(refund({ customerId: 'ann', day: 3, products }, number));
    facts.apply(refund({ customerId: 'cleo', day: 3, products: ['tea'] }, 9));
    expect(listed(basketsFromFacts(facts, { at: AT }))).toEqual(['bob 1: cup tea']);
  });

  test('leave out cancelled orders and those after the instant', () => {
    const facts = factsOf([ANN, { ...ANN, day: 2 }, { ...ANN, day: 8 }]);
    facts.apply({
      ...{ kind: 'cancellation', customerId: 'ann', node: 'user:ann', orderKey: 'shop|0', id: 'c1' },
      ...{ time: 3 * DAY_MS, recordedTime: 3 * DAY_MS },
    });
    expect(listed(basketsFromFacts(facts, { at: 5 * DAY_MS }))).toEqual(['ann 2: cup tea']);
  });

  test('leave out services by what they are called', () => {
    const facts = factsOf([{ ...ANN, products: ['tea', 'POST', 'x9'] }]);
    facts.apply({
      ...{ kind: 'product', productId: 'x9', name: 'Next Day Carriage', authority: 'catalogue' },
      ...{ time: 0, recordedTime: 0, eventId: 'e' },
    });
    expect(listed(basketsFromFacts(facts, { at: AT }))).toEqual(['ann 1: tea']);
  });
});

test('a product is what is called something else than a service', () => {
  const services = ['POSTAGE', 'DOTCOM POSTAGE', 'Manual', 'Bank Charges', 'Shop Gift Voucher £20.00'];
  expect(services.filter((name) => isMerchandise('x', name))).toEqual([]);
  const products = ['VINTAGE POSTAGE STAMP BOX', 'Manual coffee grinder', '', '7" plate'];
  expect(products.filter((name) => isMerchandise('22423', name))).toEqual(products);
});

test('customers keep their products in the order of first purchases, guests none', () => {
  const { bought, firstMs, times } = customerProducts(
    basketsOf([
      { customerId: '', day: 1, products: ['a'] },
      { customerId: 'ann', day: 2, products: ['c'] },
      { customerId: 'ann', day: 4, products: ['a', 'c'] },
      { customerId: 'bob', day: 1, products: ['b'] },
    ]),
  );
  expect(Array.from(bought.start)).toEqual([0, 2, 3]);
  expect(Array.from(bought.member)).toEqual([2, 0, 1]);
  expect(Array.from(firstMs, (ms) => ms / DAY_MS)).toEqual([2, 4, 1]);
  expect(Array.from(times)).toEqual([2, 1, 1]);
});

function listed({ customer, customerIds, timeMs, contents, productIds }: Baskets): string[] {
  return Array.from(customer, (its, basket) => {
    const products = contents.member.slice(contents.start[basket], contents.start[basket + 1]);
    const names = Array.from(products, (product) => productIds[product]);
    return `${customerIds[its] ?? 'guest'} ${(timeMs[basket] ?? 0) / DAY_MS}: ${names.join(' ')}`;
  });
}

/** Guests stay as they come, customers' baskets do not: only which basket of one instant comes first is open. */
function withoutProducts(basket: string): string {
  return basket.startsWith('guest') ? 'guest' : (basket.split(':')[0] ?? '');
}
