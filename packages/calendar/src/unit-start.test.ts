import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instants, ZONES } from './testing/arbitrary-times.ts';
import { dayEnd, dayStart, startOfNextUnit, startOfUnit } from './unit-start.ts';
import { CALENDAR_UNITS } from './units.ts';
import { ZoneTime } from './zone-time.ts';

const berlin = new ZoneTime('Europe/Berlin');
const text = (ms: number): string => new Date(ms).toISOString();

describe('calendar units', () => {
  test.each([
    ['day', '2025-10-25T22:00:00.000Z', '2025-10-26T23:00:00.000Z'],
    ['week', '2025-10-19T22:00:00.000Z', '2025-10-26T23:00:00.000Z'],
    ['month', '2025-09-30T22:00:00.000Z', '2025-10-31T23:00:00.000Z'],
    ['quarter', '2025-09-30T22:00:00.000Z', '2025-12-31T23:00:00.000Z'],
    ['year', '2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z'],
  ] as const)(
    'the %s of a Sunday on which clocks change begins and ends where the clocks say',
    (unit, start, next) => {
      const at = Date.parse('2025-10-26T12:00:00Z');
      expect(text(startOfUnit(at, unit, berlin))).toBe(start);
      expect(text(startOfNextUnit(at, unit, berlin))).toBe(next);
    },
  );

  test('part time without gaps: the next begins where one ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        instants,
        fc.constantFrom(...CALENDAR_UNITS),
        (zone, at, unit) => {
          const start = startOfUnit(at, unit, zone);
          const next = startOfNextUnit(at, unit, zone);
          expect(start).toBeLessThanOrEqual(at);
          expect(next).toBeGreaterThan(at);
          expect(startOfUnit(start, unit, zone)).toBe(start);
          expect(startOfUnit(next - 1, unit, zone)).toBe(start);
          expect(startOfUnit(next, unit, zone)).toBe(next);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('a day named by its date begins and ends with it', () => {
    expect(text(dayStart('2025-03-30', berlin))).toBe('2025-03-29T23:00:00.000Z');
    expect(text(dayEnd('2025-03-30', berlin))).toBe('2025-03-30T22:00:00.000Z');
  });

  test.each(['2025-02-29', '2025-13-01', '25-01-01', '2025-1-1', 'today', '2025-01-01T00:00'])(
    'a day %s is refused',
    (day) => {
      expect(() => dayStart(day, berlin)).toThrow(RangeError);
    },
  );
});
