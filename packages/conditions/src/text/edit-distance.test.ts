import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EditDistance } from './edit-distance.ts';

/** By its definition. */
function distanceOf(one: string, other: string): number {
  if (one === '' || other === '') return one.length + other.length;
  const same = one.at(-1) === other.at(-1);
  const ways = [
    distanceOf(one.slice(0, -1), other) + 1,
    distanceOf(one, other.slice(0, -1)) + 1,
    distanceOf(one.slice(0, -1), other.slice(0, -1)) + (same ? 0 : 1),
  ];
  if (one.length > 1 && other.length > 1 && one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1))
    ways.push(distanceOf(one.slice(0, -2), other.slice(0, -2)) + 1);
  return Math.min(...ways);
}

describe('the distance of two texts', () => {
  test('is that of the definition where it is near enough, and ∞ where not', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    const asked = fc.array(fc.record({ other: texts, farthest: fc.integer({ min: 0, max: 4 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(texts, asked, (one, others) => {
        const distances = new EditDistance(one, 4);
        for (const { other, farthest } of others) {
          const distance = distanceOf(one, other);
          expect(distances.to(other, farthest)).toBe(
            distance > farthest ? Number.POSITIVE_INFINITY : distance,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('compares nothing of texts of other lengths, and few letters of texts that are far', () => {
    const distances = new EditDistance('abcdefghij', 2);
    distances.to('abc', 2);
    expect(distances.compared).toBe(0);
    distances.to('qrstuvwxyz', 2);
    expect(distances.compared).toBeLessThan(15);
  });
});
