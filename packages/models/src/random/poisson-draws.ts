import { logGamma } from '../numeric/gamma-function.ts';
import type { RandomSource } from './seeded-random.ts';

/** From here on rejection is as fast as a table. */
const LEAST_MEAN_TO_REJECT = 10;
const GUIDE_LENGTH = 1024;
const FARTHEST_COUNT = 64;

/** The chances of at most 0, 1, 2 … and for each part of 0 to 1 the first count that may lie in it. */
interface GuidedDistribution {
  atMost: Float64Array;
  guide: Uint8Array;
}

/** Draws from Poisson distributions with whole means, many from each. */
export class PoissonDraws {
  readonly #random: RandomSource;
  readonly #byMean = Array.from({ length: LEAST_MEAN_TO_REJECT }, (_, mean) => guidedDistribution(mean));

  constructor(random: RandomSource) {
    this.#random = random;
  }

  draw(mean: number): number {
    const known = this.#byMean[mean];
    return known === undefined ? drawByRejection(this.#random, mean) : drawByGuide(this.#random, known);
  }
}

/** Chen and Asau (1974), "On generating random variates from an empirical distribution". */
function drawByGuide(random: RandomSource, { atMost, guide }: GuidedDistribution): number {
  const share = random();
  let count = guide[Math.floor(share * GUIDE_LENGTH)] ?? 0;
  while (share >= (atMost[count] ?? 1)) count += 1;
  return count;
}

function guidedDistribution(mean: number): GuidedDistribution {
  const atMost = new Float64Array(FARTHEST_COUNT);
  let chance = Math.exp(-mean);
  let sum = 0;
  for (let count = 0; count < FARTHEST_COUNT; count += 1) {
    sum += chance;
    atMost[count] = sum;
    chance *= mean / (count + 1);
  }
  const guide = Uint8Array.from({ length: GUIDE_LENGTH }, (_, part) =>
    atMost.findIndex((each) => each > part / GUIDE_LENGTH),
  );
  return { atMost, guide };
}

/** Hörmann's transformed rejection with squeeze (PTRS, 1993). */
function drawByRejection(random: RandomSource, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.024_83 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const distance = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
    if (distance >= 0.07 && v <= quick) return count;
    if (count < 0 || (distance < 0.013 && v > distance)) continue;
    const height = Math.log((v * inverseAlpha) / (a / distance ** 2 + b));
    if (height <= count * Math.log(mean) - mean - logGamma(count + 1)) return count;
  }
}
