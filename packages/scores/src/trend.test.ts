import { describe, expect, test } from '@jest/globals';
import { TREND_PERIOD_MS, TRENDS, type TrendFigures, trendCode } from './trend.ts';

const AT = Date.UTC(2025, 5, 1);

function trend(figures: Partial<TrendFigures>): string | undefined {
  const usual = {
    orderCount: 6,
    firstOrderMs: AT - 4 * TREND_PERIOD_MS,
    recentCount: 3,
    earlierCount: 3,
    recentNetMinor: 300,
    earlierNetMinor: 300,
  };
  return TRENDS[trendCode({ ...usual, ...figures }, AT)];
}

describe('trend (TRD-2..5)', () => {
  test.each([
    ['one order ever', { orderCount: 1 }, 'not_enough_history'],
    [
      'a first order a moment less than a period ago',
      { firstOrderMs: AT - TREND_PERIOD_MS + 1 },
      'not_enough_history',
    ],
    ['a first order a period ago', { firstOrderMs: AT - TREND_PERIOD_MS }, 'stable'],
    ['no order in either period: no longer buys', { recentCount: 0, earlierCount: 0 }, 'not_enough_history'],
    ['the same number of orders', {}, 'stable'],
    ['a quarter more orders', { recentCount: 5, earlierCount: 4 }, 'increasing'],
    ['a fifth fewer orders', { recentCount: 4, earlierCount: 5 }, 'decreasing'],
    ['a sixth fewer orders', { recentCount: 5, earlierCount: 6 }, 'stable'],
    ['orders again after a pause', { earlierCount: 0 }, 'increasing'],
    ['no order lately', { recentCount: 0 }, 'decreasing'],
    ['as many orders, twice the value', { recentNetMinor: 600 }, 'increasing'],
    ['as many orders, half the value', { recentNetMinor: 150 }, 'decreasing'],
    ['as many orders, all given back', { recentNetMinor: 0 }, 'stable'],
  ])('%s', (_case, figures, expected) => {
    expect(trend(figures)).toBe(expected);
  });
});
