import { describe, expect, test } from '@jest/globals';
import { Random } from './random.ts';

const DRAWS = 40_000;
const random = new Random(5);
const mean = (draw: () => number): number =>
  Array.from({ length: DRAWS }, draw).reduce((sum, x) => sum + x, 0) / DRAWS;

describe('random draws have the mean of their distribution', () => {
  test.each([
    ['unit', () => random.unit(), 0.5],
    ['normal', () => random.normal(), 0],
    ['gamma, shape 0.7', () => random.gamma(0.7, 2), 1.4],
    ['gamma, shape 3', () => random.gamma(3, 0.5), 1.5],
    ['beta', () => random.beta(0.8, 3.2), 0.2],
  ])('%s', (_name, draw, expected) => {
    expect(Math.abs(mean(draw) - expected)).toBeLessThan(0.03);
  });

  test('weighted picks follow the weights', () => {
    const share = mean(() => (random.weighted([1, 3], (weight) => weight) === 3 ? 1 : 0));
    expect(share).toBeCloseTo(0.75, 1);
  });
});
