import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Purchases } from '../histories/purchase-days.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { customerValue, drawModels, valueInterval } from './customer-value.ts';
import { predictBase } from './predict-base.ts';

const TERMS = { horizonWeeks: 13, yearlyDiscountRate: 0.1, margin: 0.4 };
const END_DAY = 400;

/** Shops of any shape: how many customers, how often they buy, whether some buy daily, whether values are equal or zero. */
const shop = fc
  .record({
    customers: fc.constantFrom(0, 1, 40, 250, 400),
    most: fc.integer({ min: 1, max: 12 }),
    gapDays: fc.integer({ min: 0, max: 90 }),
    dailyBuyers: fc.nat(2),
    spread: fc.constantFrom(0, 1, 1_000),
    smallest: fc.constantFrom(0, 0.01, 20, 1e9),
    seed: fc.nat(1_000),
  })
  .map(({ customers, most, gapDays, dailyBuyers, spread, smallest, seed }): Purchases => {
    const random = seededRandom(seed);
    const rows = Array.from({ length: customers }, (_, customer) => {
      if (customer < dailyBuyers) return Array.from({ length: END_DAY }, (_each, day) => ({ customer, day }));
      const first = Math.floor(random() * END_DAY);
      const count = 1 + Math.floor(random() * most);
      return Array.from({ length: count }, (_each, index) => ({
        customer,
        day: Math.min(END_DAY, first + Math.floor(index * gapDays * random())),
      }));
    }).flat();
    return {
      customer: rows.map((row) => row.customer),
      day: rows.map((row) => row.day),
      value: rows.map(() => smallest + spread * random()),
    };
  });

describe('any shop', () => {
  test('gets finite numbers or a refusal that names what is missing (PRED-1, PRED-2, PRED-3)', () => {
    fc.assert(
      fc.property(shop, fc.constantFrom('bg-nbd', 'mbg-nbd', 'pareto-nbd'), (purchases, name) => {
        const prediction = predictBase(purchases, END_DAY, TERMS, name);
        if (prediction.kind === 'not-enough-data') {
          expect(prediction.missing.length).toBeGreaterThan(0);
          for (const { have, need } of prediction.missing) expect(have).toBeLessThan(need);
          return;
        }
        for (const column of [prediction.expectedPurchases, prediction.purchaseProbability, prediction.value])
          for (const number of column)
            if (!(Number.isFinite(number) && number >= 0)) throw new Error(`${number}`);
        const models = drawModels(prediction.purchases, prediction.spend, 19, seededRandom(1));
        const customer = {
          history: { repeatCount: 399, purchaseSpanWeeks: 57, observedAgeWeeks: 57 },
          meanRepeatValue: 5,
        };
        const { low, high } = valueInterval(models, customer, TERMS, seededRandom(2));
        expect(Number.isFinite(low) && Number.isFinite(high) && low <= high).toBe(true);
        const fitted = { purchases: prediction.purchases.model, spend: prediction.spend.model };
        expect(Number.isFinite(customerValue(fitted, customer, TERMS))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
