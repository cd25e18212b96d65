import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import { betaGeometricModel } from '../purchases/beta-geometric-model.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { earlierYears } from './earlier-years.ts';

const TODAY = 20_000;
const YEAR = 365;

/** Customers who came in the last four years and live by MBG/NBD, up to half a year from today. */
function shop(): PurchaseDays {
  const random = seededRandom(2);
  const model = betaGeometricModel({ r: 0.5, alpha: 6, a: 0.9, b: 1.6 }, true);
  const all = Array.from({ length: 3000 }, (_, customer) => {
    const firstDay = TODAY - Math.floor(4 * YEAR * random());
    const newcomer = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 0 };
    const weeks = model.drawPurchaseWeeks(newcomer, (TODAY + YEAR / 2 - firstDay) / 7, random);
    const days = new Set([firstDay, ...weeks.map((week) => firstDay + Math.ceil(7 * week))]);
    return Array.from(days, (day) => ({ customer, day }));
  }).flat();
  return {
    customer: Uint32Array.from(all, ({ customer }) => customer),
    day: Int32Array.from(all, ({ day }) => day),
    value: new Float64Array(all.length).fill(1),
  };
}

describe('earlier years', () => {
  const purchases = shop();

  test('forecast about what came, a window a year', () => {
    const windows = earlierYears(purchases, TODAY, 'mbg-nbd').windows(90);
    expect(windows).toHaveLength(3);
    for (const { forecastPurchases, actualPurchases } of windows)
      expect(forecastPurchases / actualPurchases).toBeCloseTo(1, 0);
  });

  test('nothing after the day looked back from changes them, however long the horizon', () => {
    const known = purchases.day
      .map((day, place) => (day <= TODAY ? place : -1))
      .filter((place) => place >= 0);
    const past: PurchaseDays = {
      customer: Uint32Array.from(known, (place) => purchases.customer[place] ?? 0),
      day: known.map((place) => purchases.day[place] ?? 0),
      value: new Float64Array(known.length).fill(1),
    };
    const [withFuture, without] = [purchases, past].map((each) => earlierYears(each, TODAY, 'mbg-nbd'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * YEAR }), (horizonDays) => {
        expect(withFuture?.windows(horizonDays)).toEqual(without?.windows(horizonDays));
      }),
      { numRuns: 20 },
    );
    expect(without?.windows(YEAR + 1)).toHaveLength(2);
    expect(without?.windows(3 * YEAR + 1)).toEqual([]);
  });
});
