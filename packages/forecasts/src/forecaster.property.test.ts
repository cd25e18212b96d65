import { expect, test } from '@jest/globals';
import type { History } from '@perennial/models';
import fc from 'fast-check';
import type { Forecaster } from './forecaster.ts';
import { openForecaster, type SavedForecast } from './saved-forecast.ts';

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
const betaGeometric = fc.record({
  name: fc.constantFrom('bg-nbd' as const, 'mbg-nbd' as const),
  parameters: fc.record({ r: positive, alpha: positive, a: positive, b: positive }),
});
const pareto = fc.record({
  name: fc.constant('pareto-nbd' as const),
  parameters: fc.record({ r: positive, alpha: positive, s: positive, beta: positive }),
});

const forecasters: fc.Arbitrary<Forecaster> = fc
  .record({
    purchases: fc.oneof(betaGeometric, pareto),
    season: fc.double({ min: 0.5, max: 2, noNaN: true }),
  })
  .map(({ purchases, season }) => {
    const saved: SavedForecast = {
      ...{ version: 1, purchases, spend: { p: 6, qAboveOne: 3, v: 1.5 }, meanPurchaseMinor: 5_000 },
      terms: {
        ...{ purchaseHorizonDays: 30, churnHorizonDays: 90, valueHorizonDays: 365 },
        ...{ yearlyDiscountRate: 0.1, margin: 1 },
      },
      ...{ purchaseSeasonFactor: season, churnSeasonFactor: season },
    };
    return openForecaster(saved);
  });

const NEVER_WEEKS = Number.MAX_VALUE;

/** What is expected, the less the sooner: each in figures of its own. */
function expectations(forecaster: Forecaster, history: History): number[] {
  return [
    forecaster.purchaseProbability(history),
    -forecaster.churnRisk(history),
    forecaster.expectedPurchases(history),
    (forecaster.valueMinor(history, 4_000) ?? 0) / 5_000,
    -(forecaster.medianWeeksToNextPurchase(history) ?? NEVER_WEEKS),
  ];
}

test('the longer a customer is silent, the less is expected of them: so a day is found by halving', () => {
  const days = fc.integer({ min: 0, max: 2_000 });
  fc.assert(
    fc.property(forecasters, fc.nat(30), days, days, days, (forecaster, repeatCount, span, silent, more) => {
      const purchaseSpanWeeks = repeatCount === 0 ? 0 : span / 7;
      const at = (weeks: number): number[] => {
        const observedAgeWeeks = purchaseSpanWeeks + weeks;
        return expectations(forecaster, { repeatCount, purchaseSpanWeeks, observedAgeWeeks });
      };
      const before = at(silent / 7);
      for (const [place, after] of at((silent + more) / 7).entries()) {
        const slack = 1e-9 * Math.max(1, Math.abs(before[place] ?? 0));
        expect(after).toBeLessThanOrEqual((before[place] ?? 0) + slack);
      }
    }),
    { numRuns: 500 },
  );
});
