import { describe, expect, test } from '@jest/globals';
import { betaGeometricModel } from '../purchases/beta-geometric-model.ts';
import { paretoNbdModel } from '../purchases/pareto-nbd-model.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { gammaGammaModel } from '../spend/gamma-gamma.ts';
import { customerValue, valueInterval } from './customer-value.ts';
import { discountedPurchases, weeklyDiscount } from './discounted-purchases.ts';

const MODELS = [
  betaGeometricModel({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, false),
  betaGeometricModel({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, true),
  paretoNbdModel({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }),
];
const SPEND = gammaGammaModel({ p: 6.25, qAboveOne: 2.744, v: 15.444 });
const HISTORY = { repeatCount: 5, purchaseSpanWeeks: 30, observedAgeWeeks: 38 };

describe.each(MODELS.map((model) => [model.name, model] as const))('%s', (_name, model) => {
  test('discounted purchases are the purchases week by week, each discounted (PRED-1)', () => {
    const discount = weeklyDiscount(0.15);
    let byHour = 0;
    const steps = 52 * 168;
    for (let step = 0; step < steps; step += 1) {
      const [from, to] = [(52 * step) / steps, (52 * (step + 1)) / steps];
      const purchases = model.expectedPurchases(HISTORY, to) - model.expectedPurchases(HISTORY, from);
      byHour += purchases * Math.exp((-discount * (from + to)) / 2);
    }
    expect(discountedPurchases(model, HISTORY, 52, 0.15)).toBeCloseTo(byHour, 6);
  });

  test('drawn futures have the expected number of purchases, and of customers with one', () => {
    const random = seededRandom(11);
    const futures = Array.from({ length: 40_000 }, () => model.drawPurchaseWeeks(HISTORY, 26, random).length);
    const mean = futures.reduce((sum, each) => sum + each, 0) / futures.length;
    const share = futures.filter((each) => each > 0).length / futures.length;
    expect(Math.abs(mean - model.expectedPurchases(HISTORY, 26))).toBeLessThan(0.06);
    expect(Math.abs(share - model.purchaseProbability(HISTORY, 26))).toBeLessThan(0.01);
  });

  test('the value is margin times purchases times spend, and lies within its interval', () => {
    const terms = { horizonWeeks: 52, yearlyDiscountRate: 0, margin: 0.3 };
    const models = { purchases: model, spend: SPEND };
    const customer = { history: HISTORY, meanRepeatValue: 40 };
    const value = customerValue(models, customer, terms);
    expect(value).toBeCloseTo(0.3 * model.expectedPurchases(HISTORY, 52) * SPEND.expectedValue(5, 40), 10);
    const { low, high } = valueInterval(Array(199).fill(models), customer, terms, seededRandom(1));
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});
