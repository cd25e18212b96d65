import { expect, test } from '@jest/globals';
import { Facts } from './facts.ts';
import type { OrderRecord } from './record.ts';
import { NO_SOURCE } from './source.ts';

const DAY_MS = 86_400_000;

test('facts loaded in bulk are those that the same orders make one by one', () => {
  const bulk = Facts.bulkLoad(
    ['p1', 'p2'],
    [
      {
        ...{ customerIds: ['ann', 'bob', 'cleo'], orderCounts: Uint32Array.of(2, 0, 1) },
        ...{ timeMs: Float64Array.of(0, DAY_MS, 5), netMinor: Float64Array.of(100, 250, 50) },
        ...{ orderKey: (order: number) => `shop|${order}`, lineCounts: Uint32Array.of(1, 2, 0) },
        ...{ lineProduct: Uint32Array.of(0, 1, 0), lineQuantity: Int32Array.of(1, 2, 3) },
        lineAmountMinor: Float64Array.of(100, 200, 50),
      },
    ],
  );
  const single = new Facts();
  single.apply(order('shop|0', 'ann', 0, 100, [['p1', 1, 100]]));
  single.apply(
    order('shop|1', 'ann', DAY_MS, 250, [
      ['p2', 2, 200],
      ['p1', 3, 50],
    ]),
  );
  single.apply(order('shop|2', 'cleo', 5, 50, []));
  const canonical = (facts: Facts): string[] => facts.canonicalBytes().toString().split('\n');
  expect(canonical(bulk).filter((line) => !line.startsWith('["bob"'))).toEqual(canonical(single));
  single.apply(order('shop|1', 'ann', DAY_MS, 300, [], 1));
  bulk.apply(order('shop|1', 'ann', DAY_MS, 300, [], 1));
  expect(bulk.ordersOf(0, { at: DAY_MS })).toEqual(single.ordersOf(0, { at: DAY_MS }));
});

function order(
  orderKey: string,
  customerId: string,
  time: number,
  netMinor: number,
  lines: [string, number, number][],
  updatesAfterMs = 0,
): OrderRecord {
  return {
    ...{
      kind: 'order',
      customerId,
      node: `user:${customerId}`,
      orderKey,
      time,
      recordedTime: time,
      netMinor,
    },
    version: { updatedTime: time + updatesAfterMs, tie: '' },
    ...{ channel: '', source: NO_SOURCE, storeId: '', storeKind: '', coupon: '', currency: '' },
    lines: lines.map(([productId, quantity, amountMinor]) => ({ productId, quantity, amountMinor })),
  };
}
