import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PoissonDraws } from './poisson-draws.ts';
import { seededRandom } from './seeded-random.ts';

const DRAWS = 20_000;

test.each([0, 1, 2, 9, 10, 40, 3_000])('Poisson draws with mean %i have it as mean and variance', (mean) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draws = new PoissonDraws(seededRandom(seed));
      const all = Array.from({ length: DRAWS }, () => draws.draw(mean));
      const drawnMean = all.reduce((sum, each) => sum + each, 0) / DRAWS;
      const variance = all.reduce((sum, each) => sum + (each - drawnMean) ** 2, 0) / DRAWS;
      // Six standard errors; the fourth moment of Poisson is 3·mean² + mean.
      expect(Math.abs(drawnMean - mean)).toBeLessThanOrEqual(6 * Math.sqrt(mean / DRAWS));
      const spread = Math.sqrt((2 * mean ** 2 + mean) / DRAWS);
      expect(Math.abs(variance - mean)).toBeLessThanOrEqual(6 * spread);
    }),
    { numRuns: 5 },
  );
});
