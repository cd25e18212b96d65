import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Table } from './table.ts';

const schema = { id: 'u32', share: 'f64', flag: 'u8', code: 'u16', change: 'i32' } as const;
const rows = fc.array(fc.record({ local: fc.nat({ max: 6 }), time: fc.nat({ max: 9 }) }), { maxLength: 80 });

test('a merge keeps every row whole and sorts by customer and time, equal ones by arrival', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat({ max: 80 }), { maxLength: 4 }), (added, mergesAfter) => {
      const table = new Table(schema);
      for (const [id, { local, time }] of added.entries()) {
        const row = table.append(local, time);
        const { columns } = table;
        columns.id[row] = id;
        columns.share[row] = id / 7;
        columns.flag[row] = id;
        columns.code[row] = id * 3;
        columns.change[row] = -id;
        if (mergesAfter.includes(id)) table.merge();
      }
      const idsOf = (local: number): number[] =>
        table.rowsOf(local).map((row) => table.columns.id[row] ?? -1);
      const expected = (local: number): number[] =>
        added
          .map((row, id) => ({ ...row, id }))
          .filter((row) => row.local === local)
          .sort((a, b) => a.time - b.time || a.id - b.id)
          .map(({ id }) => id);
      for (let local = 0; local <= 7; local += 1)
        expect(idsOf(local).toSorted()).toEqual(expected(local).toSorted());
      table.merge();
      for (let local = 0; local <= 7; local += 1) expect(idsOf(local)).toEqual(expected(local));
      for (let row = 0; row < table.rowCount; row += 1) {
        const id = table.columns.id[row] ?? -1;
        const { share, flag, code, change } = table.columns;
        expect([share[row], flag[row], code[row], change[row]]).toEqual([
          id / 7,
          id,
          id * 3,
          id === 0 ? 0 : -id,
        ]);
        expect([table.local[row], table.time[row]]).toEqual([added[id]?.local, added[id]?.time]);
      }
    }),
  );
});

test('the delta is due for merging once it is a quarter of the main part, overdue at half, and never when it is tiny', () => {
  const table = new Table(schema);
  const append = (count: number): void => {
    for (let i = 0; i < count; i += 1) table.append(i % 100, i);
  };
  append(8_191);
  expect(table.mergeIsDue).toBe(false);
  append(1);
  expect(table.mergeIsDue).toBe(true);
  append(100_000);
  table.merge();
  append(27_047);
  expect(table.mergeIsDue).toBe(false);
  append(1);
  expect(table.mergeIsDue).toBe(true);
  append(27_047);
  expect(table.mergeIsOverdue).toBe(false);
  append(1);
  expect(table.mergeIsOverdue).toBe(true);
});
