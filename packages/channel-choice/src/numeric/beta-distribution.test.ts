import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { betaCdf, betaQuantile } from './beta-distribution.ts';

test.each([
  [{ a: 1, b: 1 }, 0.3, 0.3],
  [{ a: 2, b: 1 }, 0.5, 0.25],
  [{ a: 1, b: 3 }, 0.2, 1 - 0.8 ** 3],
  // Arcsine distribution: 2 / π · asin √x.
  [{ a: 0.5, b: 0.5 }, 0.25, 1 / 3],
  // Binomial tail: chance of at least 3 heads among 10, probability .4.
  [{ a: 3, b: 8 }, 0.4, 0.832_710_246_4],
])('the distribution function of %j at %d is %d', (beta, x, chance) => {
  expect(betaCdf(beta, x)).toBeCloseTo(chance, 9);
});

test('the quantile undoes the distribution function', () => {
  const parameter = fc.double({ min: 0.05, max: 5_000, noNaN: true });
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(parameter, parameter, probability, (a, b, chance) => {
      const x = betaQuantile({ a, b }, chance);
      fc.pre(x > 1e-12 && x < 1 - 1e-9);
      expect(betaCdf({ a, b }, x)).toBeCloseTo(chance, 6);
    }),
  );
});
