import { describe, expect, test } from '@jest/globals';
import { runStart, type VerdictAt, validUntil } from './verdict-course.ts';

const DAY_MS = 86_400_000;

/** A verdict that holds from one day until before another, looked at day by day. */
function days(fromDay: number, toDay: number, hasAskedEverybody: boolean) {
  let asked = 0;
  const ask = (at: number): VerdictAt => {
    asked += 1;
    const day = Math.floor(at / DAY_MS);
    return { verdict: day >= fromDay && day < toDay, nextMs: (day + 1) * DAY_MS, hasAskedEverybody };
  };
  return { ask, askedTimes: () => asked };
}

describe('what looks at all customers looks no further than a week', () => {
  test('ahead', () => {
    const far = days(0, 1000, true);
    expect(validUntil(far.ask, 500 * DAY_MS).turns).toBe(false);
    expect(far.askedTimes()).toBeLessThan(12);
    expect(validUntil(days(0, 505, true).ask, 500 * DAY_MS)).toEqual({ untilMs: 505 * DAY_MS, turns: true });
    expect(validUntil(days(0, 1000, false).ask, 500 * DAY_MS)).toEqual({
      untilMs: 1000 * DAY_MS,
      turns: true,
    });
  });

  test('and back, where it says so', () => {
    const far = days(0, 1000, true);
    const { sinceMs, complete } = runStart(far.ask, 500 * DAY_MS, 0);
    expect(complete).toBe(false);
    expect(500 * DAY_MS - (sinceMs ?? 0)).toBeLessThanOrEqual(8 * DAY_MS);
    expect(far.askedTimes()).toBeLessThan(12);
    expect(runStart(days(498, 1000, true).ask, 500 * DAY_MS, 0)).toEqual({
      sinceMs: 498 * DAY_MS,
      complete: true,
    });
    expect(runStart(days(3, 1000, false).ask, 500 * DAY_MS, 0)).toEqual({
      sinceMs: 3 * DAY_MS,
      complete: true,
    });
  });
});
