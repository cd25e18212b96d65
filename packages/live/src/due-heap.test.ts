import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DueHeap } from './due-heap.ts';

const moves = fc.array(
  fc.record({
    customer: fc.nat(2000),
    dueMs: fc.oneof({ arbitrary: fc.nat(50), weight: 4 }, fc.constant(Number.POSITIVE_INFINITY)),
  }),
);

test('gives customers out in order of their last set instants, each once', () => {
  fc.assert(
    fc.property(moves, fc.nat(50), (settings, limitMs) => {
      const heap = new DueHeap();
      const last = new Map<number, number>();
      for (const { customer, dueMs } of settings) {
        heap.set(customer, dueMs);
        last.set(customer, dueMs);
      }
      const given: number[] = [];
      let earlierMs = Number.NEGATIVE_INFINITY;
      for (let customer = heap.popUntil(limitMs); customer >= 0; customer = heap.popUntil(limitMs)) {
        const dueMs = last.get(customer) ?? Number.NaN;
        expect(dueMs).toBeGreaterThanOrEqual(earlierMs);
        earlierMs = dueMs;
        given.push(customer);
      }
      const expected = [...last].filter(([, dueMs]) => dueMs <= limitMs).map(([customer]) => customer);
      expect(given.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      expect(heap.size).toBe([...last.values()].filter((dueMs) => dueMs > limitMs && dueMs < 1000).length);
    }),
  );
});
