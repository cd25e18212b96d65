import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ClassFloors } from './class-floors.ts';

/** They drift or jump, and on some days nobody has a class. */
const floors = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(fc.nat(12), fc.nat(4)) },
    { weight: 1, arbitrary: fc.constant([Number.NaN, Number.NaN] as const) },
  ),
  { minLength: 1, maxLength: 100, size: 'max' },
);

test('a figure is of one class until another day begins one', () => {
  fc.assert(
    fc.property(floors, fc.integer({ min: -2, max: 18 }), fc.nat(99), fc.nat(99), (days, figure, a, b) => {
      const middle = Float64Array.from(days, ([low]) => low);
      const last = Float64Array.from(days, ([low, above]) => low + above);
      const [day, end] = [Math.min(a, b, days.length - 1), Math.min(Math.max(a, b) + 1, days.length)];
      const classOn = (on: number): number =>
        Number(figure >= (middle[on] ?? 0)) + Number(figure >= (last[on] ?? 0));
      const found = new ClassFloors(middle, last);
      expect(found.classOn(figure, day)).toBe(classOn(day));
      const until = found.until(figure, day, end);
      expect(until).toBeGreaterThan(day);
      const known = Array.from({ length: until - day }, (_, after) => day + after).filter(
        (on) => !Number.isNaN(middle[on]),
      );
      expect(known.filter((on) => classOn(on) !== classOn(known[0] ?? day))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
