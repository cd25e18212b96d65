import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { CustomerPurchases } from './customer-purchases.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

test('purchases are one a local day, less what was given back (PRED-12..14, PRED-16)', () => {
  const purchases = new CustomerPurchases(new ZoneTime('Europe/Berlin'));
  purchases.begin();
  purchases.addOrder(0, 1, 500);
  // An hour before midnight in UTC is the next day in Berlin.
  purchases.addOrder(DAY_MS - HOUR_MS, 2, 700);
  purchases.addOrder(DAY_MS, 3, 100);
  purchases.addOrder(9 * DAY_MS, 4, 900);
  purchases.addRefund(2, -200);
  purchases.addRefund(4, -500);
  purchases.addRefund(4, -400);
  purchases.addRefund(99, -100);
  purchases.end();
  expect([purchases.days.slice(0, purchases.count), purchases.netMinor.slice(0, purchases.count)]).toEqual([
    [0, 1],
    [500, 600],
  ]);
  expect(purchases.historyOn(8)).toEqual({
    repeatCount: 1,
    purchaseSpanWeeks: 1 / 7,
    observedAgeWeeks: 8 / 7,
  });
  expect(purchases.meanRepeatMinor()).toBe(600);
});

test('the next customer has nothing of the one before', () => {
  const purchases = new CustomerPurchases(new ZoneTime('UTC'));
  purchases.begin();
  purchases.addOrder(0, 1, 500);
  purchases.addOrder(DAY_MS, 2, 500);
  purchases.end();
  purchases.begin();
  purchases.addOrder(0, 3, 50);
  purchases.addRefund(2, -500);
  purchases.end();
  expect([purchases.count, purchases.netMinor[0], purchases.meanRepeatMinor()]).toEqual([1, 50, 0]);
});
