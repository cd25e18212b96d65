import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LogLikelihood } from '../fitting/log-likelihood.ts';
import type { HistoryRows } from '../histories/history-rows.ts';
import { betaGeometricLikelihood } from './beta-geometric-likelihood.ts';
import { paretoNbdLikelihood } from './pareto-nbd-likelihood.ts';

const LIKELIHOODS: readonly { name: string; of: (rows: HistoryRows) => LogLikelihood }[] = [
  { name: 'BG/NBD', of: (rows) => betaGeometricLikelihood(rows, false) },
  { name: 'MBG/NBD', of: (rows) => betaGeometricLikelihood(rows, true) },
  { name: 'Pareto/NBD', of: paretoNbdLikelihood },
];

const history = fc.record({
  repeatCount: fc.nat(400),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  observedAgeWeeks: fc.double({ min: 0, max: 500, noNaN: true }),
});
const logParameter = fc.double({ min: -5, max: 5, noNaN: true });
const point = fc.tuple(logParameter, logParameter, logParameter, logParameter);

function rowOf({
  repeatCount,
  share,
  observedAgeWeeks,
}: {
  repeatCount: number;
  share: number;
  observedAgeWeeks: number;
}): HistoryRows {
  return {
    repeatCount: Float64Array.of(repeatCount),
    purchaseSpanWeeks: Float64Array.of(repeatCount === 0 ? 0 : share * observedAgeWeeks),
    observedAgeWeeks: Float64Array.of(observedAgeWeeks),
    weight: Float64Array.of(1),
    totalWeight: 1,
  };
}

describe.each(LIKELIHOODS)('$name', ({ of }) => {
  test('is finite and its gradient is its slope, for any history and parameters', () => {
    fc.assert(
      fc.property(history, point, (customer, logParameters) => {
        const likelihood = of(rowOf(customer));
        const gradient = new Float64Array(4);
        const here = Float64Array.from(logParameters);
        expect(Number.isFinite(likelihood(here, gradient))).toBe(true);
        for (let index = 0; index < 4; index += 1) {
          const valueAt = (shift: number): number =>
            likelihood(
              here.map((part, at) => (at === index ? part + shift : part)),
              new Float64Array(4),
            );
          const slope = (valueAt(1e-4) - valueAt(-1e-4)) / 2e-4;
          const size = 1 + Math.abs(slope) + Math.abs(valueAt(0)) * 1e-3;
          expect(Math.abs((gradient[index] ?? Number.NaN) - slope) / size).toBeLessThan(1e-5);
        }
      }),
    );
  });
});
