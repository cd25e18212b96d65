import { DAY_MS } from '@perennial/calendar';

/** By code; 0 is also what a customer who was never judged has. */
export const TRENDS = ['not_enough_history', 'increasing', 'decreasing', 'stable'] as const;
export const TREND_PERIOD_DAYS = 90;
export const TREND_PERIOD_MS = TREND_PERIOD_DAYS * DAY_MS;

const NOT_ENOUGH_HISTORY = 0;
const INCREASING = 1;
const DECREASING = 2;
const STABLE = 3;

/** Order counts whose ratio lies between these are taken as equal; then spending decides, by a wider band as baskets vary more. */
const FEWER_ORDERS = 0.8;
const MORE_ORDERS = 1.25;
const LESS_SPENDING = 0.5;
const MORE_SPENDING = 2;

export interface TrendFigures {
  /** Orders ever. */
  orderCount: number;
  firstOrderMs: number;
  /** Orders of the last period and of the one before it. */
  recentCount: number;
  earlierCount: number;
  recentNetMinor: number;
  earlierNetMinor: number;
}

/**
 * Code of a customer's trend (TRD-2..5). Stable means bought in both periods, about as much: who has not bought or no longer buys is
 * never stable.
 */
export function trendCode(figures: TrendFigures, atMs: number): number {
  const { orderCount, firstOrderMs, recentCount, earlierCount } = figures;
  if (orderCount < 2 || atMs - firstOrderMs < TREND_PERIOD_MS) return NOT_ENOUGH_HISTORY;
  if (recentCount + earlierCount === 0) return NOT_ENOUGH_HISTORY;
  if (earlierCount === 0 || recentCount >= MORE_ORDERS * earlierCount) return INCREASING;
  if (recentCount <= FEWER_ORDERS * earlierCount) return DECREASING;
  return spendingTrend(figures.recentNetMinor, figures.earlierNetMinor);
}

/** A period whose refunds ate its value says nothing about the direction. */
function spendingTrend(recentNetMinor: number, earlierNetMinor: number): number {
  if (recentNetMinor <= 0 || earlierNetMinor <= 0) return STABLE;
  if (recentNetMinor >= MORE_SPENDING * earlierNetMinor) return INCREASING;
  return recentNetMinor <= LESS_SPENDING * earlierNetMinor ? DECREASING : STABLE;
}
