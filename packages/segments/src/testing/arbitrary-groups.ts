import fc from 'fast-check';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import { threeGroups } from './known-readers.ts';

const HOUR_MS = 3_600_000;

/** Learned within the hours of the histories, so that some of what they were made of comes late. */
export const learnedGroups: fc.Arbitrary<LearnedGroups> = fc
  .tuple(fc.nat({ max: 13 }), fc.integer({ min: 1, max: 2 }))
  .map(([hours, leastProducts]) => threeGroups(1, hours * HOUR_MS, leastProducts));
