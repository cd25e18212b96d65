import type { LearnedGroups } from '@perennial/segments';

/** Who buys bricks mostly, and who buys dolls mostly; `isSwapped`: the other way round. */
export function twoGroups(version: number, learnedAtMs: number, isSwapped = false): LearnedGroups {
  const middles = isSwapped ? [0, 1, 1, 0] : [1, 0, 0, 1];
  return {
    version,
    learnedAtMs,
    space: {
      ...{ groupCount: 2, leastProducts: 1, productIds: ['brick', 'doll'] },
      rarity: Float32Array.of(1, 1),
      weight: Float32Array.from(middles),
    },
  };
}
