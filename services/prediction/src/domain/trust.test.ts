import { describe, expect, test } from '@jest/globals';
import type { HoldoutReport } from './report.ts';
import { trustIn } from './trust.ts';

const NO_ERRORS = { customers: 0, meanAbsolute: 0, rootMeanSquare: 0, predictedTotal: 0, actualTotal: 0 };

/** A holdout in which customers of the high band were to churn with 60 %. */
function report(auc: HoldoutReport['auc'], customers: number, shareChurned: number): HoldoutReport {
  return {
    ...{ observedUntilDay: 20_000, holdoutDays: 90, customers, buyers: 40, seasonFactor: 1, auc },
    errors: { ...NO_ERRORS, predictedOverActual: null },
    bands: [{ band: 3, customers, meanPredicted: 0.6, shareChurned }],
    ...{ brier: null, paretoLead: null, challengerLead: null },
    ...{ reliability: [], byFrequency: [], weeks: [], baselines: [] },
  };
}

const RANKS = { value: 0.77, low: 0.75, high: 0.79 };
const HIGH_RISK = 0.7;

describe('how far to trust a prediction', () => {
  test.each([
    ['good', RANKS, 50, 0.64],
    ['good', RANKS, 50, 0.56],
    ['fair', RANKS, 50, 0.66],
    ['fair', RANKS, 49, 0.6],
    ['fair', RANKS, 49, 0.99],
    ['poor', RANKS, 50, 0.8],
    ['poor', { value: 0.55, low: 0.49, high: 0.61 }, 500, 0.6],
    ['poor', null, 500, 0.6],
  ] as const)(
    '%s where the AUC is %j and of %d customers like this one %d churned',
    (word, auc, customers, share) => {
      const trust = trustIn(report(auc, customers, share), HIGH_RISK);
      expect(trust).toMatchObject({ word, band: { customers } });
    },
  );

  test('is unknown without a report', () => {
    expect(trustIn(null, HIGH_RISK)).toEqual({ word: 'unknown', band: undefined });
  });

  test('is no more than fair for a band that nobody was in', () => {
    expect(trustIn(report(RANKS, 500, 0.6), 0.1)).toEqual({ word: 'fair', band: undefined });
  });
});
