import { describe, expect, test } from '@jest/globals';
import { logistic } from '../numeric/log-sum.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { fitLogistic, predictLogistic } from './logistic-regression.ts';

describe('ridge logistic regression', () => {
  test('finds the probabilities that made the outcomes', () => {
    const random = seededRandom(3);
    const values = Float64Array.from({ length: 8_000 }, () => 4 * random() - 2);
    const truth = Float64Array.from({ length: 4_000 }, (_, row) =>
      logistic(0.5 + 1.5 * (values[2 * row] ?? 0) - (values[2 * row + 1] ?? 0)),
    );
    const bought = Uint8Array.from(truth, (chance) => (random() < chance ? 1 : 0));
    const regression = fitLogistic({ width: 2, values }, bought);
    if (regression === undefined) throw new Error('it settles on data without separation');
    const predicted = predictLogistic(regression, { width: 2, values });
    const worst = predicted.reduce(
      (most, chance, row) => Math.max(most, Math.abs(chance - (truth[row] ?? 0))),
      0,
    );
    expect(worst).toBeLessThan(0.05);
  });

  test('outcomes that a feature separates, and a feature that never changes, still give finite probabilities', () => {
    const values = Float64Array.of(-2, 1, -1, 1, 1, 1, 2, 1);
    const regression = fitLogistic({ width: 2, values }, Uint8Array.of(0, 0, 1, 1));
    if (regression === undefined) throw new Error('the ridge keeps it finite');
    for (const chance of predictLogistic(regression, { width: 2, values }))
      expect(Number.isFinite(chance)).toBe(true);
  });
});
