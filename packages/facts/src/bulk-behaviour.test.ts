import { expect, test } from '@jest/globals';
import { Facts } from './facts.ts';
import { sourceFact } from './source.ts';

const ADV = sourceFact({ sourceClass: 'adv', paid: true });
const NOTHING_BOUGHT = {
  ...{ orderCounts: Uint32Array.of(0, 0), timeMs: new Float64Array(), netMinor: new Float64Array() },
  ...{ orderKey: () => '', lineCounts: new Uint32Array(), lineProduct: new Uint32Array() },
  ...{ lineQuantity: new Int32Array(), lineAmountMinor: new Float64Array() },
};

test('events and attributes loaded in bulk read like those that came one by one', () => {
  const facts = Facts.bulkLoad(
    ['p1'],
    [
      {
        ...NOTHING_BOUGHT,
        customerIds: ['ann', 'bob'],
        events: {
          ...{ counts: Uint32Array.of(1, 2), timeMs: Float64Array.of(5, 1, 2) },
          ...{ type: Uint8Array.of(1, 0, 1), source: Uint16Array.of(9, 0, 9) },
          ...{ product: Uint16Array.of(0, 9, 9), types: ['visit_started', 'cart_added'], sources: [ADV] },
        },
        attributes: {
          ...{ timeMs: 3, names: ['tags', 'city'] },
          valueOf: (customer, name) => (name === 'tags' ? '["vip"]' : customer === 1 ? 'Bonn' : undefined),
        },
      },
    ],
  );
  const seen = [0, 1].map((customer) =>
    facts
      .eventsOf(customer, { at: 9 })
      .map(({ type, timeMs, source, productId }) => [type, timeMs, source.sourceClass, productId]),
  );
  expect(seen).toEqual([
    [['cart_added', 5, '', 'p1']],
    [
      ['visit_started', 1, 'adv', ''],
      ['cart_added', 2, '', ''],
    ],
  ]);
  expect(facts.attributesOf(0, { at: 2 })).toEqual({});
  expect(facts.attributesOf(0, { at: 3 })).toEqual({ tags: '["vip"]' });
  expect(facts.attributesOf(1, { at: 3 })).toEqual({ tags: '["vip"]', city: 'Bonn' });
});
