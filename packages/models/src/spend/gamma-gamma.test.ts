import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitSpend } from './fit-spend.ts';
import { gammaGammaModel } from './gamma-gamma.ts';
import { gammaGammaLikelihood } from './gamma-gamma-likelihood.ts';

const positive = fc.double({ min: 0.01, max: 1_000, noNaN: true });

describe('Gamma-Gamma', () => {
  test('expects of a customer something between their own mean and the base’s (PRED-5)', () => {
    const model = gammaGammaModel({ p: 6.25, qAboveOne: 2.744, v: 15.444 });
    expect(model.expectedValue(0, 0)).toBeCloseTo(35.17, 1);
    const own = model.expectedValue(2, 22.35);
    expect(own).toBeGreaterThan(22.35);
    expect(own).toBeLessThan(35.17);
  });

  test('its gradient is its slope', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        fc.integer({ min: 1, max: 500 }),
        positive,
        (p, q, v, x, mean) => {
          const likelihood = gammaGammaLikelihood({
            repeatCount: Float64Array.of(x),
            meanRepeatValue: Float64Array.of(mean),
          });
          const here = Float64Array.of(Math.log(p), Math.log(q), Math.log(v));
          const gradient = new Float64Array(3);
          const value = likelihood(here, gradient);
          for (let index = 0; index < 3; index += 1) {
            const at = (shift: number): number =>
              likelihood(
                here.map((part, each) => (each === index ? part + shift : part)),
                new Float64Array(3),
              );
            const slope = (at(1e-4) - at(-1e-4)) / 2e-4;
            const size = 1 + Math.abs(slope) + Math.abs(value) + p * x * 0.1;
            expect(Math.abs((gradient[index] ?? Number.NaN) - slope) / size).toBeLessThan(1e-4);
          }
        },
      ),
    );
  });

  test('says how many customers with spend are missing instead of fitting a few', () => {
    const outcome = fitSpend({ repeatCount: Float64Array.of(1, 0), meanRepeatValue: Float64Array.of(10, 0) });
    expect(outcome).toEqual({
      kind: 'not-enough-data',
      missing: [{ what: 'customers-with-spend', have: 1, need: 50 }],
    });
  });
});
