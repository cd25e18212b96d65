import { describe, expect, test } from '@jest/globals';
import { pageSizeOf } from '@perennial/runtime';
import fc from 'fast-check';
import { readPage } from './page.ts';

/** Rows 0 … count − 1, of which those in `hidden` are not shown. */
function numbers(count: number, hidden: ReadonlySet<number>) {
  return {
    rowsAfter: (position: number | null, limit: number) => {
      const from = position === null ? 0 : position + 1;
      return Promise.resolve(
        Array.from({ length: Math.min(limit, count - from) }, (_, index) => from + index),
      );
    },
    positionOf: (row: number) => row,
    show: (rows: readonly number[]) => Promise.resolve(rows.filter((row) => !hidden.has(row))),
  };
}

describe('readPage', () => {
  test('shows each visible row once, in full pages but for the last', async () => {
    const visible = fc.record({ count: fc.nat({ max: 30 }), hidden: fc.uniqueArray(fc.nat({ max: 30 })) });
    await fc.assert(
      fc.asyncProperty(visible, fc.integer({ min: 1, max: 7 }), async ({ count, hidden }, size) => {
        const source = numbers(count, new Set(hidden));
        const seen: number[] = [];
        let position: number | null = null;
        do {
          const page: { items: number[]; next: number | null } = await readPage(source, position, size);
          if (page.next !== null) expect(page.items).toHaveLength(size);
          seen.push(...page.items);
          position = page.next;
        } while (position !== null);
        expect(seen).toEqual(
          Array.from({ length: count }, (_, row) => row).filter((row) => !hidden.includes(row)),
        );
      }),
    );
  });

  test.each([
    [0, 50],
    [-1, 50],
    [7, 7],
    [501, 500],
  ])('asked for %d rows gives %d', (asked, size) => {
    expect(pageSizeOf(asked)).toBe(size);
  });
});
