import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DayFinder } from './day-finder.ts';

const ends = fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
const instants = fc
  .array(
    fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -50, max: 50 }) }, { weight: 1, arbitrary: ends }),
  )
  .map((all) => Float64Array.from(all).sort());

test('the first day at or after an instant is found, however days lie', () => {
  fc.assert(
    fc.property(instants, fc.oneof(fc.integer({ min: -52, max: 52 }), ends), (days, ms) => {
      expect(new DayFinder(days).from(ms)).toBe(days.filter((day) => day < ms).length);
    }),
  );
});
