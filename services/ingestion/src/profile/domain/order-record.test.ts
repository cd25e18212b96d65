import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countsAsOrder, emptyOrder, netOfOrder, type OrderNews, withOrderNews } from './order-record.ts';
import { totalsOf } from './order-totals.ts';

const HEAD = { recordedTimeMs: 0, node: { kind: 'user', value: 'u1' }, orderKey: 'shop|o1' };

function order(updatedTimeMs: number, netMinor: number, eventId = `o${updatedTimeMs}`): OrderNews {
  const placed = { placedTimeMs: 100, isStationary: false, source: null };
  return { ...HEAD, ...placed, kind: 'order', timeMs: 100, updatedTimeMs, netMinor, eventId };
}

function refund(refundKey: string, updatedTimeMs: number, amountMinor: number): OrderNews {
  return {
    ...HEAD,
    kind: 'refund',
    refundKey,
    timeMs: 200,
    updatedTimeMs,
    amountMinor,
    eventId: `r${updatedTimeMs}`,
  };
}

function cancellation(timeMs: number): OrderNews {
  return { ...HEAD, kind: 'cancellation', timeMs, eventId: `c${timeMs}` };
}

function told(...news: OrderNews[]) {
  return news.reduce(withOrderNews, emptyOrder('shop|o1'));
}

describe('an order', () => {
  test('has the value of its newest version less each refund once', () => {
    const record = told(
      order(2, 500),
      order(1, 900),
      refund('a', 1, 50),
      refund('a', 2, 70),
      refund('b', 1, 30),
    );
    expect(netOfOrder(record)).toBe(400);
    expect(countsAsOrder(record)).toBe(true);
  });

  test('that was cancelled counts as nothing, its refunds included', () => {
    const record = told(cancellation(300), refund('a', 1, 50), order(1, 900));
    expect(netOfOrder(record)).toBe(0);
    expect(countsAsOrder(record)).toBe(false);
    expect(record.cancelledTimeMs).toBe(300);
  });

  test('of which only a refund is known counts as no order and takes value back', () => {
    const record = told(refund('a', 1, 50));
    expect(netOfOrder(record)).toBe(-50);
    expect(countsAsOrder(record)).toBe(false);
  });

  test('is the same whatever the order and the repeats of its news', () => {
    const news = [
      order(1, 900),
      order(2, 500),
      order(2, 501, 'p'),
      refund('a', 1, 5),
      refund('a', 2, 7),
      cancellation(9),
    ];
    const expected = told(...news);
    const shuffled = fc.shuffledSubarray([...news, ...news], { minLength: 12 });
    fc.assert(fc.property(shuffled, (mixed) => expect(told(...mixed)).toEqual(expected)));
  });
});

describe('totalsOf', () => {
  test('sums the orders that count and finds the first and the last of them (TXN-16)', () => {
    const first = { ...told(order(1, 900)), orderKey: 'shop|o1' };
    const later = { ...told({ ...order(1, 100), timeMs: 500 }), orderKey: 'shop|o2' };
    const version = later.version === null ? null : { ...later.version, placedTimeMs: 500 };
    const gone = { ...told(order(1, 7), cancellation(1)), orderKey: 'shop|o3' };
    expect(totalsOf([gone, { ...later, version }, first])).toMatchObject({
      orderCount: 2,
      netMinor: 1000,
      firstOrderTimeMs: 100,
      lastOrderTimeMs: 500,
    });
  });
});
