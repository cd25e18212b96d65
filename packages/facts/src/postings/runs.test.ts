import { expect, test } from '@jest/globals';
import { ChangedCustomers } from './changed-customers.ts';
import { type Run, Runs, type RunTable } from './runs.ts';

const TAIL_ROWS = 10;

function runsOf(table: RunTable): { runs: Runs<Run>; built: number[] } {
  const built: number[] = [];
  const build = (from: number, to: number): Run => {
    built.push(to - from);
    return { from, to, memoryBytes: () => to - from, changed: new ChangedCustomers() };
  };
  const join = (runs: readonly Run[]): Run => build(runs[0].from, runs.at(-1)?.to ?? 0);
  return { runs: new Runs(table, { build, join }, TAIL_ROWS), built };
}

test('runs and the tail hold every row once, however many rows come between two questions', () => {
  const table = { rowCount: 100, mainCount: 100, starts: new Uint32Array(1) };
  const { runs, built } = runsOf(table);
  for (let rowCount = 100; rowCount < 1100; rowCount += 7) {
    table.rowCount = rowCount;
    const ends = runs.current().flatMap(({ from, to }) => [from, to]);
    expect(ends.at(0)).toBe(0);
    expect(ends.slice(1, -1).every((end, i, all) => i % 2 === 1 || end === all[i + 1])).toBe(true);
    expect(rowCount - runs.tailStart).toBeLessThanOrEqual(TAIL_ROWS);
    expect(runs.current().length).toBeLessThan(10);
  }
  const indexed = built.reduce((sum, rows) => sum + rows, 0);
  expect(indexed).toBeLessThan(1000 * Math.log2(1000));
});

test('a merge, which renumbers rows, lets all runs be built anew', () => {
  const table = { rowCount: 100, mainCount: 50, starts: new Uint32Array(1) };
  const { runs } = runsOf(table);
  expect(runs.current().map(({ from, to }) => [from, to])).toEqual([
    [0, 50],
    [50, 100],
  ]);
  Object.assign(table, { mainCount: 100, starts: new Uint32Array(1) });
  expect(runs.current().map(({ from, to }) => [from, to])).toEqual([[0, 100]]);
});
