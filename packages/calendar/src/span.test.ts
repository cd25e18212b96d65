import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minusSpan, spanPassedAt } from './span.ts';
import { instants, spans, ZONES } from './testing/arbitrary-times.ts';
import type { TimeUnit } from './units.ts';
import { ZoneTime } from './zone-time.ts';

const text = (ms: number): string => new Date(ms).toISOString();
const before = (timeZone: string, at: string, amount: number, unit: TimeUnit): string =>
  text(minusSpan(Date.parse(at), { amount, unit }, new ZoneTime(timeZone)));

describe('an instant so long ago', () => {
  test.each([
    [
      'Europe/Berlin',
      '2025-03-30T10:00:00Z',
      1,
      'day',
      '2025-03-29T11:00:00.000Z',
      'a day of 23 hours is a day',
    ],
    [
      'Europe/Berlin',
      '2025-10-26T11:00:00Z',
      1,
      'day',
      '2025-10-25T10:00:00.000Z',
      'a day of 25 hours is a day',
    ],
    [
      'Europe/Berlin',
      '2025-03-31T00:30:00Z',
      1,
      'day',
      '2025-03-30T01:00:00.000Z',
      '02:30 is left out: the end of the gap',
    ],
    [
      'Europe/Berlin',
      '2025-10-27T01:30:00Z',
      1,
      'day',
      '2025-10-26T00:30:00.000Z',
      '02:30 comes twice: the earlier',
    ],
    [
      'Europe/Berlin',
      '2025-10-26T00:30:00Z',
      1,
      'week',
      '2025-10-19T00:30:00.000Z',
      'first time of a repeated hour',
    ],
    [
      'Europe/Berlin',
      '2025-10-26T01:30:00Z',
      1,
      'week',
      '2025-10-19T00:59:59.999Z',
      'the clock waits in a repeated hour',
    ],
    ['Europe/Berlin', '2025-10-26T11:00:00Z', 24, 'hour', '2025-10-25T11:00:00.000Z', 'hours are plain time'],
    ['UTC', '2026-03-31T10:00:00Z', 1, 'month', '2026-02-28T23:59:59.999Z', 'the end of a shorter month'],
    ['UTC', '2026-03-29T10:00:00Z', 1, 'month', '2026-02-28T23:59:59.999Z', 'never before an earlier answer'],
    ['UTC', '2026-03-28T10:00:00Z', 1, 'month', '2026-02-28T10:00:00.000Z', 'the same day'],
    ['UTC', '2028-02-29T10:00:00Z', 1, 'year', '2027-02-28T23:59:59.999Z', 'a leap day'],
    ['UTC', '2026-01-15T00:00:00Z', 14, 'month', '2024-11-15T00:00:00.000Z', 'over years'],
    ['Asia/Kathmandu', '2026-01-15T00:00:00Z', 90, 'minute', '2026-01-14T22:30:00.000Z', 'minutes'],
  ] as const)('in %s at %s less %i %s is %s (%s)', (timeZone, at, amount, unit, expected, _why) => {
    expect(before(timeZone, at, amount, unit)).toBe(expected);
  });

  test('never falls when the instant rises', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        instants,
        fc.nat(3 * 86_400_000),
        spans,
        (zone, at, later, span) => {
          expect(minusSpan(at + later, span, zone)).toBeGreaterThanOrEqual(minusSpan(at, span, zone));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is reached first when the span has passed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, spans, (zone, time, span) => {
        const passedAt = spanPassedAt(time, span, zone);
        expect(minusSpan(passedAt, span, zone)).toBeGreaterThanOrEqual(time);
        expect(minusSpan(passedAt - 1, span, zone)).toBeLessThan(time);
      }),
      { numRuns: 5000 },
    );
  });
});
