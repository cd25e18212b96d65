import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { FUNNEL_STAGES, type FunnelFigures, funnelCode } from './funnel.ts';
import { funnelHistory } from './funnel-history.ts';

const AT = Date.UTC(2025, 5, 1);

describe('funnel stage (CRM-3)', () => {
  test.each([
    ['nothing known', {}, 'visitor'],
    ['looked at a product', { interestCount: 1 }, 'interested'],
    ['filled a cart lately', { interestCount: 1, intentCount: 1 }, 'intent'],
    ['bought once', { orderCount: 1, intentCount: 1 }, 'first_time_buyer'],
    ['bought twice', { orderCount: 2 }, 'repeat_buyer'],
    ['bought five times, last 90 days ago', { orderCount: 5, lastOrderMs: AT - 91 * DAY_MS + 1 }, 'loyal'],
    ['bought five times, last 91 days ago', { orderCount: 5, lastOrderMs: AT - 91 * DAY_MS }, 'repeat_buyer'],
    ['last bought 180 days ago', { orderCount: 5, lastOrderMs: AT - 181 * DAY_MS + 1 }, 'repeat_buyer'],
    ['last bought 181 days ago', { orderCount: 5, lastOrderMs: AT - 181 * DAY_MS }, 'lapsed'],
  ])('%s', (_case, figures: Partial<FunnelFigures>, expected) => {
    const nothing = { orderCount: 0, lastOrderMs: AT, interestCount: 0, intentCount: 0 };
    expect(FUNNEL_STAGES[funnelCode({ ...nothing, ...figures }, AT)]).toBe(expected);
  });

  test('history says when each stage began, also those that time alone brought', () => {
    const day = (days: number): number => AT + days * DAY_MS;
    const events = [
      { type: 'page_viewed', timeMs: day(0) },
      { type: 'product_viewed', timeMs: day(1) },
      { type: 'cart_added', timeMs: day(2) },
    ];
    const history = funnelHistory({ orderTimesMs: [day(40)], events }, day(300));
    expect(history.map(({ stage, sinceMs }) => [stage, (sinceMs - AT) / DAY_MS])).toEqual([
      ['visitor', 0],
      ['interested', 1],
      ['intent', 2],
      ['interested', 32],
      ['first_time_buyer', 40],
      ['lapsed', 221],
    ]);
  });
});
