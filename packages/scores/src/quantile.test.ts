import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearestRanks, nearestRanksFromTop, nearestRanksOfCounts } from './quantile.ts';

const values = fc.array(
  fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })),
  { minLength: 1, maxLength: 200 },
);
const quantile = fc.double({ min: 0, max: 1, noNaN: true });

function column(numbers: readonly number[]): { values: Float64Array; counted: Uint32Array } {
  return { values: Float64Array.from(numbers), counted: new Uint32Array(numbers.length).fill(1) };
}

test('a nearest-rank quantile is the value at its rank of the sorted values', () => {
  fc.assert(
    fc.property(values, quantile, (numbers, share) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
      expect(nearestRanks(column(numbers), [share])).toEqual([sorted[rank]]);
      expect(nearestRanksFromTop(column(numbers), [share])).toEqual([sorted[sorted.length - 1 - rank]]);
    }),
  );
});

test('a value that stands for most of many is found beside far ones', () => {
  const numbers = Array.from({ length: 60_000 }, (_, at) => (at % 3 === 0 ? at * 1_000_003 : (at % 2) + 7));
  const sorted = numbers.toSorted((a, b) => a - b);
  const quantiles = [0.1, 0.4, 0.6, 0.7, 0.99];
  const expected = quantiles.map((share) => sorted[Math.ceil(share * sorted.length) - 1]);
  expect(nearestRanks(column(numbers), quantiles)).toEqual(expected);
});

test('values that do not count change nothing', () => {
  const { values: numbers, counted } = column([5, 1, 900, 3, -900]);
  counted[2] = 0;
  counted[4] = 0;
  expect(nearestRanks({ values: numbers, counted }, [0, 0.5, 1])).toEqual([1, 3, 5]);
});

test('counts by occurrence give the same as the counts themselves', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), quantile, (counts, share) => {
      const occurrences = new Uint32Array(21);
      for (const count of counts) occurrences[count] = (occurrences[count] ?? 0) + 1;
      expect(nearestRanksOfCounts(occurrences, [share])).toEqual(nearestRanks(column(counts), [share]));
    }),
  );
});

test('of no values there is no quantile', () => {
  expect(nearestRanks(column([]), [0.5])).toEqual([]);
  expect(nearestRanksOfCounts(new Uint32Array(3), [0.5])).toEqual([]);
});
