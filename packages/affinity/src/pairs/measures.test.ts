import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { liftAtLeast, shrunkLift } from './lift.ts';
import { logLikelihoodRatio } from './log-likelihood-ratio.ts';
import { TopList } from './top-list.ts';

describe('G²', () => {
  test("is that of Dunning's example: 'the swiss' 110 times, 'the' 2,552, 'swiss' 221 of 31,777 words", () => {
    // Dunning 1993, table 1: k(AB) 110, k(A~B) 2442, k(~AB) 111, k(~A~B) 29114, -2 log λ 270.72.
    expect(logLikelihoodRatio(110, 110 + 2442, 110 + 111, 31_777)).toBeCloseTo(270.72, 1);
  });

  test('is 0 where two things are independent, and never negative', () => {
    expect(logLikelihoodRatio(6, 30, 20, 100)).toBeCloseTo(0, 9);
    const counts = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(counts, counts, counts, counts, (both, first, second, neither) => {
        const all = both + first + second + neither;
        expect(logLikelihoodRatio(both, both + first, both + second, all)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('lift', () => {
  test('is drawn to 1 while little is expected, and comes near the plain one with much', () => {
    expect(shrunkLift(1, 0.01)).toBeCloseTo(6 / 5.01, 9);
    expect(shrunkLift(3000, 1000)).toBeCloseTo(3, 1);
  });

  test('is at least the 5 % quantile of its gamma posterior', () => {
    // Half the 5 % points of χ² in any table: 10.851 with 20 degrees of freedom, 77.929 with 100.
    expect(liftAtLeast(5, 5)).toBeCloseTo(10.851 / 2 / 10, 2);
    expect(liftAtLeast(45, 5)).toBeCloseTo(77.929 / 2 / 10, 2);
  });

  test('is at least less than its mean, and rises with evidence', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10_000 }),
        fc.double({ min: 0, max: 1000, noNaN: true }),
        (count, expected) => {
          expect(liftAtLeast(count, expected)).toBeLessThan(shrunkLift(count, expected));
          expect(liftAtLeast(count + 1, expected)).toBeGreaterThan(liftAtLeast(count, expected));
        },
      ),
    );
  });
});

test('a top list holds what sorting would put first', () => {
  const offers = fc.uniqueArray(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 5 })), {
    selector: ([item]) => item,
  });
  fc.assert(
    fc.property(offers, fc.nat({ max: 8 }), (offered, capacity) => {
      const list = new TopList(capacity);
      for (const [item, strength] of offered) list.offer(item, strength);
      const sorted = [...offered].sort(([a, x], [b, y]) => y - x || a - b).slice(0, capacity);
      expect(Array.from(list.items.subarray(0, list.length))).toEqual(sorted.map(([item]) => item));
    }),
  );
});
