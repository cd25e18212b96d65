import { describe, expect, test } from '@jest/globals';
import { maximise } from './maximise.ts';

/** The valley of Rosenbrock (1960), turned over: its top is (1, 1). */
function hill(point: Float64Array, gradient: Float64Array): number {
  const [x = 0, y = 0] = point;
  gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x);
  gradient[1] = -200 * (y - x * x);
  return -((1 - x) ** 2) - 100 * (y - x * x) ** 2;
}

describe('maximise', () => {
  test('climbs along a bent ridge to the top', () => {
    const top = maximise(hill, Float64Array.of(-1.2, 1));
    expect(top.converged).toBe(true);
    expect(top.point[0]).toBeCloseTo(1, 6);
    expect(top.point[1]).toBeCloseTo(1, 6);
  });

  test('turns back where the value is not finite', () => {
    const walled = (point: Float64Array, gradient: Float64Array): number =>
      (point[0] ?? 0) > 0.5 ? Number.NaN : hill(point, gradient);
    const top = maximise(walled, Float64Array.of(-1.2, 1));
    expect(top.converged).toBe(false);
    expect(top.point[0]).toBeLessThanOrEqual(0.5);
  });

  test('says that a slope without end has no top', () => {
    const slope = ([x = 0]: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 1;
      return x;
    };
    expect(maximise(slope, Float64Array.of(0), { maxIterations: 20 }).converged).toBe(false);
  });
});
