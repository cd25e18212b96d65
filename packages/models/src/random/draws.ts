import type { RandomSource } from './seeded-random.ts';

/** Standard normal by Box and Muller (1958). */
export function drawNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Exponential with a rate. */
export function drawExponential(random: RandomSource, rate: number): number {
  return -Math.log(1 - random()) / rate;
}

/** Gamma with a shape and a rate by Marsaglia and Tsang (2000); below shape 1 by their boost. */
export function drawGamma(random: RandomSource, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * normal * normal + d - d * cube + d * Math.log(cube))
      return (d * cube) / rate;
  }
}

/** Beta by two gammas; 0.5 where both underflow, which needs both parameters near 0. */
export function drawBeta(random: RandomSource, a: number, b: number): number {
  const left = drawGamma(random, a, 1);
  const right = drawGamma(random, b, 1);
  return left + right > 0 ? left / (left + right) : 0.5;
}
