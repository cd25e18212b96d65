import { describe, expect, test } from '@jest/globals';
import { type FactRecord, Facts, NO_SOURCE, type OrderRecord, sourceFact } from '@perennial/facts';
import { PurchaseReader } from '@perennial/forecasts';
import { zoneTime } from '@perennial/tenants';
import { inputsOf } from './prediction-inputs.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 5, 30);
const day = (number: number, hour = 12): number => Date.UTC(2026, 5, number, hour);

function order(orderKey: string, time: number, netMinor: number, source = NO_SOURCE): OrderRecord {
  return {
    ...{
      kind: 'order',
      customerId: 'ann',
      node: 'user:ann',
      time,
      recordedTime: time,
      orderKey,
      netMinor,
      source,
    },
    version: { updatedTime: time, tie: orderKey },
    ...{ channel: '', storeId: '', storeKind: '', coupon: '', currency: 'EUR', lines: [] },
  };
}

function hit(type: string, time: number, source = NO_SOURCE): FactRecord {
  return {
    ...{ kind: 'event', eventId: `${type}-${time}`, type, source, customerId: 'ann', node: 'user:ann' },
    ...{ time, recordedTime: time, productId: '', page: '', query: '', durationMs: 0 },
  };
}

function refund(orderKey: string, time: number, amountMinor: number): FactRecord {
  return {
    ...{ kind: 'refund', refundKey: `r-${orderKey}`, orderKey, lines: [], amountMinor, customerId: 'ann' },
    ...{ node: 'user:ann', time, recordedTime: time, version: { updatedTime: time, tie: orderKey } },
  };
}

function inputs(records: readonly FactRecord[]) {
  const facts = new Facts();
  facts.applyBatch([order('0', 0, 1), ...records]);
  facts.applyBatch([
    {
      kind: 'cancellation',
      orderKey: '0',
      customerId: 'ann',
      node: 'user:ann',
      time: 1,
      recordedTime: 1,
      id: 'c',
    },
  ]);
  const ann = facts.customerIndexOf('ann');
  const purchases = new PurchaseReader(facts, zoneTime('UTC'), NOW).read(ann);
  return inputsOf(facts.ordersOf(ann, { at: NOW }), purchases);
}

describe('what a prediction is made from', () => {
  test('is all orders but cancelled ones; purchases are one a day without what was given back (PRED-12..14, PRED-16)', () => {
    const told = inputs([
      order('1', day(1), 1_000),
      order('2', day(1, 15), 2_000),
      order('3', day(5), 4_000),
      order('4', day(8), 9_000),
      order('5', day(11), 8_000),
      refund('4', day(9), 9_000),
      refund('5', day(12), 2_000),
    ]);
    expect(told).toMatchObject({
      orders: 5,
      returnedOrders: 1,
      meanDaysBetween: 5,
      meanPurchaseMinor: 13_000 / 3,
    });
    const first = day(1, 0) / 86_400_000;
    expect(told.purchaseDays).toEqual([
      { day: first, netMinor: 3_000 },
      { day: first + 4, netMinor: 4_000 },
      { day: first + 10, netMinor: 6_000 },
    ]);
  });

  test('names by what the orders came: what they show, else their visit, else nothing (PRED-15, SRC-2)', () => {
    const email = sourceFact({ sourceClass: 'email' });
    const banner = sourceFact({ sourceClass: 'adv', channel: 'banner' });
    const told = inputs([
      order('1', day(1), 1_000, banner),
      hit('page_viewed', day(2, 10), email),
      hit('product_viewed', day(2, 10) + 25 * MINUTE_MS),
      order('2', day(2, 10) + 50 * MINUTE_MS, 2_000),
      hit('message_opened', day(3, 11), sourceFact({ sourceClass: 'sms' })),
      order('3', day(3, 11) + MINUTE_MS, 3_000, email),
      order('4', day(4), 4_000),
      hit('page_viewed', day(5, 10), email),
      order('5', day(5, 12), 5_000),
      { ...order('6', day(6), 6_000), storeKind: 'stationary' },
    ]);
    expect(told.sources).toEqual([
      { source: 'direct', orders: 2, netMinor: 9_000 },
      { source: 'email', orders: 2, netMinor: 5_000 },
      { source: 'banner', orders: 1, netMinor: 1_000 },
      { source: 'store', orders: 1, netMinor: 6_000 },
    ]);
  });

  test('is nothing for who never bought', () => {
    expect(inputs([])).toEqual({
      ...{ orders: 0, returnedOrders: 0, purchaseDays: [], sources: [] },
      ...{ meanDaysBetween: undefined, meanPurchaseMinor: undefined },
    });
  });
});
