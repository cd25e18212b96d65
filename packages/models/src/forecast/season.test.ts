import { describe, expect, test } from '@jest/globals';
import { seasonalFactor } from './season.ts';

describe('seasonal factor', () => {
  test('is 1 without an earlier year', () => {
    expect(seasonalFactor([])).toBe(1);
  });

  test('is purchases over forecast where there are many, and stays near 1 where there are few', () => {
    expect(seasonalFactor([{ forecastPurchases: 10_000, actualPurchases: 13_000 }])).toBeCloseTo(1.3, 2);
    expect(seasonalFactor([{ forecastPurchases: 2, actualPurchases: 6 }])).toBeLessThan(1.2);
  });

  test('pools the years', () => {
    const windows = [
      { forecastPurchases: 100, actualPurchases: 150 },
      { forecastPurchases: 100, actualPurchases: 50 },
    ];
    expect(seasonalFactor(windows)).toBe(1);
  });
});
