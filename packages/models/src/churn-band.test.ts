import { expect, test } from '@jest/globals';
import { churnBand } from './churn-band.ts';

test('churn bands are half-open at 25, 50 and 75 %, the last includes 1 (PRED-8)', () => {
  const chances = [0, 0.2499, 0.25, 0.4999, 0.5, 0.7499, 0.75, 1];
  expect(chances.map(churnBand)).toEqual([
    'small',
    'small',
    'medium',
    'medium',
    'high',
    'high',
    'very-high',
    'very-high',
  ]);
  expect(() => churnBand(Number.NaN)).toThrow(RangeError);
});
