import { describe, expect, test } from '@jest/globals';
import { Facts } from './facts.ts';
import type { OrderRecord } from './record.ts';
import { NO_SOURCE } from './source.ts';

function order(record: Partial<OrderRecord> = {}): OrderRecord {
  return {
    ...{ kind: 'order', customerId: 'ann', node: 'user:ann', orderKey: 'shop|1', time: 10, recordedTime: 10 },
    ...{
      version: { updatedTime: 10, tie: 'e1' },
      channel: '',
      source: NO_SOURCE,
      storeId: '',
      storeKind: '',
    },
    ...{ coupon: '', currency: 'EUR', netMinor: 100, lines: [] },
    ...record,
  };
}

describe('applying', () => {
  test('tells the customer whose facts changed, and -1 for what was known', () => {
    const facts = new Facts();
    expect(facts.apply(order())).toBe(0);
    expect(facts.apply(order())).toBe(-1);
    expect(facts.apply(order({ customerId: 'bob' }))).toBe(1);
    expect(facts.apply(order({ customerId: '' }))).toBe(-1);
  });

  test('a move touches the customer who loses the node and the one who gets it', () => {
    const facts = new Facts();
    facts.applyBatch([order({ node: 'anon:1' }), order({ customerId: 'bob', node: 'user:bob' })]);
    const move = {
      kind: 'node-moved' as const,
      fromCustomerId: 'ann',
      toCustomerId: 'bob',
      node: 'anon:1',
      generation: 1,
    };
    expect(facts.applyBatch([move])).toEqual(new Set([0, 1]));
    expect(facts.applyBatch([move])).toEqual(new Set());
    expect([facts.isActive(0), facts.isActive(1)]).toEqual([false, true]);
    expect(facts.ordersOf(0, { at: 10 })).toEqual([]);
  });

  test.each([
    [{ time: Number.NaN }, 'order: time must be a whole number below 2^53, not NaN'],
    [{ netMinor: 0.5 }, 'order: netMinor must be a whole number below 2^53, not 0.5'],
    [
      { lines: [{ productId: 'p', quantity: 2 ** 31, amountMinor: 1 }] },
      'order: lines.quantity is over 2147483647 pieces',
    ],
  ])('refuses what the columns cannot hold, by the name of the field: %j', (wrong, reason) => {
    const facts = new Facts();
    expect(() => facts.apply(order(wrong))).toThrow(reason);
    expect(facts.rowCount).toBe(0);
  });
});

test('an order told again at an earlier knowledge time counts from that time on', () => {
  const facts = new Facts();
  facts.applyBatch([order({ recordedTime: 90 }), order({ recordedTime: 40 })]);
  const countAt = (knownAt: number) => facts.rollupOne(0, [{}], { at: 99, knownAt })[0]?.orderCount;
  expect([39, 40, 90].map(countAt)).toEqual([0, 1, 1]);
});

test('an index that no customer has is refused', () => {
  expect(() => new Facts().ordersOf(0, { at: 0 })).toThrow('no customer has index 0');
});

test('sums are right over several shards, while their deltas merge by themselves', () => {
  const customers = 66_000;
  const facts = new Facts();
  for (let i = 0; i < customers + 10_000; i += 1) {
    const customer = (i * 7919) % customers;
    facts.apply(
      order({
        customerId: `c${customer}`,
        node: `user:${customer}`,
        orderKey: `shop|${i}`,
        netMinor: customer,
      }),
    );
  }
  const [all] = facts.rollup([{}], { at: 10 });
  expect(facts.customerCount).toBe(customers);
  for (const index of [0, 9_999, 10_000, 65_535, 65_536, customers - 1]) {
    const orders = index < 10_000 ? 2 : 1;
    expect(all?.orderCount[index]).toBe(orders);
    expect(all?.netMinor[index]).toBe(orders * Number(facts.customerIdAt(index).slice(1)));
  }
  expect(all?.orderCount.reduce((sum, count) => sum + count)).toBe(customers + 10_000);
  expect(facts.memoryBytes()).toBeLessThan(60_000_000);
});
