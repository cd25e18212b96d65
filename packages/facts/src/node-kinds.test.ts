import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from './facts.ts';
import { RecentChanges } from './recent-changes.ts';
import { histories } from './testing/histories.ts';

test('kinds of nodes that name a customer are the same whether they were followed or counted at the end', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const followed = new Facts();
      followed.apply({
        kind: 'node-moved',
        fromCustomerId: '',
        toCustomerId: 'x',
        node: 'n:x',
        generation: 1,
      });
      expect(followed.nodeKindsOf(0)).toEqual(['other']);
      for (const record of history) followed.apply(record);
      const counted = new Facts();
      counted.applyBatch(history);
      for (let index = 0; index < counted.customerCount; index += 1) {
        const id = counted.customerIdAt(index);
        const other = followed.customerIndexOf(id);
        expect([id, followed.nodeKindsOf(other)]).toEqual([id, counted.nodeKindsOf(index)]);
        expect(followed.isAnonymous(other)).toBe(counted.isAnonymous(index));
      }
    }),
  );
});

test('recent changes are told once each, and never when some are forgotten', () => {
  const changes = new RecentChanges();
  for (let version = 1; version <= 10_000; version += 1) changes.note(`p${version % 100}`, version);
  expect(changes.since(9_998)?.toSorted()).toEqual(['p0', 'p99']);
  expect(changes.since(10_000)).toEqual([]);
  expect(changes.since(9_000)).toHaveLength(100);
  expect(changes.since(1)).toBeUndefined();
});
