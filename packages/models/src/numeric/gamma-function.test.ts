import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digamma, logGamma } from './gamma-function.ts';

describe('gamma function', () => {
  test('is the factorial at whole numbers and √π at one half', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 11);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
  });

  test('digamma knows the Euler-Mascheroni constant', () => {
    expect(digamma(1)).toBeCloseTo(-0.577_215_664_901_532_9, 13);
    expect(digamma(0.5)).toBeCloseTo(-1.963_510_026_021_423, 13);
  });

  test('Γ(z + 1) = z Γ(z), and digamma is its logarithm’s slope', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (z) => {
        const size = 1 + Math.abs(logGamma(z));
        expect(Math.abs(logGamma(z + 1) - logGamma(z) - Math.log(z)) / size).toBeLessThan(1e-12);
        expect(Math.abs(digamma(z + 1) - digamma(z) - 1 / z) * Math.min(1, z)).toBeLessThan(1e-11);
      }),
    );
  });
});
