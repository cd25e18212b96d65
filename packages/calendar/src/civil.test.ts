import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, startOfMonth } from './civil.ts';

/** Years 100 to 9999: `Date.UTC` takes smaller ones for those of the 20th century. */
const localTimes = fc.integer({ min: Date.UTC(100, 0, 1), max: Date.UTC(9999, 11, 31) });

describe('months of the calendar', () => {
  test('are those of dates', () => {
    fc.assert(
      fc.property(localTimes, (localMs) => {
        const date = new Date(localMs);
        expect(monthOf(localMs)).toBe(date.getUTCFullYear() * 12 + date.getUTCMonth());
        expect(startOfMonth(monthOf(localMs))).toBe(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
      }),
    );
  });

  test('begin and end where they do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100 * 12, max: 9999 * 12 }), (month) => {
        expect(startOfMonth(month)).toBe(Date.UTC(Math.floor(month / 12), month % 12));
        expect(monthOf(startOfMonth(month) - 1)).toBe(month - 1);
      }),
    );
  });
});
