import { expect, test } from '@jest/globals';
import { partitionOf } from './partition.ts';
import { PARTITION_COUNT } from './streams.ts';

test('a partition never changes: stored positions depend on it', () => {
  expect(['c1', 'c2', 'kunde-ä', ''].map((id) => partitionOf('demo', id))).toMatchInlineSnapshot(`
[
  14,
  14,
  3,
  5,
]
`);
});

test('ids spread evenly over the partitions', () => {
  const counts = new Array<number>(PARTITION_COUNT).fill(0);
  for (let i = 0; i < 32_000; i += 1) counts[partitionOf('demo', `customer-${i}`)] += 1;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1150);
});
