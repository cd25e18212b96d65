import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dayOf, openForecaster } from '@perennial/forecasts';
import { zoneTime } from '@perennial/tenants';
import { condition } from './testing/audiences.ts';
import { type Bench, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { smallForecast } from './testing/small-forecast.ts';
import { daysAgo, NOW_MS, smallShop } from './testing/small-shop.ts';

const DAYS_A_WEEK = 7;
const zone = zoneTime('UTC');

/** As the model sees who bought on these days ago, the first one first. */
function history(...days: number[]) {
  const dayNumbers = days.map((each) => dayOf(zone, daysAgo(each)));
  const [first] = dayNumbers;
  const last = dayNumbers[dayNumbers.length - 1];
  return {
    repeatCount: days.length - 1,
    purchaseSpanWeeks: (last - first) / DAYS_A_WEEK,
    observedAgeWeeks: (dayOf(zone, NOW_MS) - first) / DAYS_A_WEEK,
  };
}

describe('what to expect of an audience (RFM-24, PRED-7)', () => {
  const ann = history(300, 100, 10);
  const bob = history(20);
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(NOW_MS);
    bench.take(smallShop());
    bench.forecast = smallForecast(1);
  });
  afterEach(() => bench.close());

  const forecast = async (value: string) =>
    await bench.client.forecastAudience({ audience: condition(value) }, TENANT);

  test('is the sum of what the model expects of each, by churn band too (PRED-19)', async () => {
    const told = await forecast('everyone');
    const forecaster = openForecaster(smallForecast(1));
    expect(told).toMatchObject({ customers: 3n, buyers: 2n, currency: 'EUR' });
    expect(told).toMatchObject({ purchaseHorizonDays: 30, churnHorizonDays: 90, valueHorizonDays: 365 });
    const sumOf = (figure: (each: typeof ann) => number) => figure(ann) + figure(bob);
    expect(told.expectedPurchases).toBeCloseTo(
      sumOf((each) => forecaster.expectedPurchases(each)),
      10,
    );
    expect(told.expectedBuyers).toBeCloseTo(
      sumOf((each) => forecaster.purchaseProbability(each)),
      10,
    );
    expect(told.expectedChurners).toBeCloseTo(
      sumOf((each) => forecaster.churnRisk(each)),
      10,
    );
    const values = (forecaster.valueMinor(ann, 17_500) ?? 0) + (forecaster.valueMinor(bob, 0) ?? 0);
    expect(Number(told.valueMinor)).toBe(Math.round(values));
    expect(told.churnBands.map(({ band }) => band)).toEqual(['small', 'medium', 'high', 'very_high']);
    expect(told.churnBands.reduce((sum, { customers }) => sum + customers, 0n)).toBe(told.buyers);
    for (const { band, customers } of told.churnBands) {
      const { customers: counted } = await forecast(`prediction(churn) = ${band}`);
      expect({ band, customers }).toEqual({ band, customers: counted });
    }
  });

  test('can be asked of any RFM class (RFM-24)', async () => {
    const classes = ['short', 'medium', 'long', 'none'];
    const told = await Promise.all(classes.map((each) => forecast(`rfm(default) recency = ${each}`)));
    const { expectedPurchases } = await forecast('everyone');
    expect(told.reduce((sum, each) => sum + each.expectedPurchases, 0)).toBeCloseTo(expectedPurchases, 10);
  });

  test('says what is missing instead of a figure', async () => {
    bench.forecast = { ...smallForecast(1), spend: null };
    const unpriced = await forecast('ordered()');
    expect(unpriced.valueMinor).toBeUndefined();
    expect(unpriced.churnBands.every(({ valueMinor }) => valueMinor === undefined)).toBe(true);
    expect(unpriced.basis?.missing.map(({ what }) => what)).toEqual(['spend_model']);
    bench.forecast = undefined;
    const unknown = await forecast('ordered()');
    expect(unknown).toMatchObject({ customers: 2n, buyers: 0n, churnBands: [] });
    expect(unknown.basis?.missing.map(({ what }) => what)).toEqual(['model']);
  });

  test('is nothing of nobody', async () => {
    expect(await forecast('nobody')).toMatchObject({ customers: 0n, expectedPurchases: 0, valueMinor: 0n });
  });
});
