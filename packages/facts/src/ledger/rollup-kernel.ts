import {
  type AsOf,
  type CustomerRollup,
  ROLLUP_FIGURES,
  type Rollup,
  type RollupFigure,
  type RollupQuery,
  type Window,
} from '../read.ts';
import { countsAsOf } from './counting.ts';
import { type LedgerTable, LIVE, ORDER } from './ledger-table.ts';
import { rollupMain, type Span } from './rollup-main.ts';

/** Room for the figures of so many customers that a query asks for; `rollupShard` sets them. */
export function allocateRollup(customers: number, { figures = ROLLUP_FIGURES }: RollupQuery): Rollup {
  const room = (figure: RollupFigure): number => (figures.includes(figure) ? customers : 0);
  return {
    orderCount: new Uint32Array(room('orderCount')),
    netMinor: new Float64Array(room('netMinor')),
    itemCount: new Float64Array(room('itemCount')),
    firstOrderMs: new Float64Array(room('firstOrderMs')),
    lastOrderMs: new Float64Array(room('lastOrderMs')),
  };
}

/** Whether an earlier result has the room that `allocateRollup` would make. */
export function hasRoom(
  rollup: Rollup,
  customers: number,
  { figures = ROLLUP_FIGURES }: RollupQuery,
): boolean {
  return ROLLUP_FIGURES.every(
    (figure) => rollup[figure].length === (figures.includes(figure) ? customers : 0),
  );
}

function clear(out: Rollup, start: number, end: number): void {
  out.orderCount.fill(0, start, end);
  out.netMinor.fill(0, start, end);
  out.itemCount.fill(0, start, end);
  out.firstOrderMs.fill(Number.NaN, start, end);
  out.lastOrderMs.fill(Number.NaN, start, end);
}

function customerRollupAt(rollup: Rollup, index: number): CustomerRollup {
  return {
    orderCount: rollup.orderCount[index] ?? 0,
    netMinor: rollup.netMinor[index] ?? 0,
    itemCount: rollup.itemCount[index] ?? 0,
    firstOrderMs: rollup.firstOrderMs[index] ?? Number.NaN,
    lastOrderMs: rollup.lastOrderMs[index] ?? Number.NaN,
  };
}

/** Sets the figures of a shard's `customers`, customer `local` at `base + local`. */
export function rollupShard(
  ledger: LedgerTable,
  window: Window,
  asOf: AsOf,
  out: Rollup,
  base: number,
  customers: number,
): void {
  const { mainCount, mainCustomers, rowCount } = ledger.rows;
  const isNow = asOf.knownAt === undefined;
  clear(out, base + (isNow ? mainCustomers : 0), base + customers);
  if (isNow) {
    const span = spanOf(window, asOf);
    rollupMain(ledger, span, out, base);
    addNotYetVoid(ledger, span, asOf.at, out, base);
  } else addCounting(ledger, 0, mainCount, window, asOf, out, base);
  addCounting(ledger, mainCount, rowCount, window, asOf, out, base);
}

function spanOf(window: Window, { at }: AsOf): Span {
  return { from: window.fromMs ?? Number.NEGATIVE_INFINITY, to: Math.min(window.toMs ?? at, at) };
}

/** One customer's sums; costs what the customer's rows cost. */
export function rollupCustomer(
  ledger: LedgerTable,
  local: number,
  window: Window,
  asOf: AsOf,
): CustomerRollup {
  const out = allocateRollup(1, {});
  clear(out, 0, 1);
  const counts = countsAsOf(ledger, asOf);
  const { from, to } = spanOf(window, asOf);
  for (const row of ledger.rows.rowsOf(local)) {
    const time = ledger.rows.time[row] as number;
    if (time >= from && time <= to && counts(row)) addRow(ledger, row, out, 0);
  }
  return customerRollupAt(out, 0);
}

/** Main rows that were cancelled only after `at`. */
function addNotYetVoid(ledger: LedgerTable, { from, to }: Span, at: number, out: Rollup, base: number): void {
  const { time, local, mainCount } = ledger.rows;
  const { flags } = ledger.rows.columns;
  for (const [row, voidMs] of ledger.voidFrom) {
    if (voidMs <= at || row >= mainCount || ((flags[row] as number) & LIVE) === 0) continue;
    const rowTime = time[row] as number;
    if (rowTime >= from && rowTime <= to) addRow(ledger, row, out, base + (local[row] as number));
  }
}

/** The delta, in order of arrival, and whatever is asked about the past of our knowledge. */
function addCounting(
  ledger: LedgerTable,
  start: number,
  end: number,
  window: Window,
  asOf: AsOf,
  out: Rollup,
  base: number,
): void {
  const { time, local } = ledger.rows;
  const counts = countsAsOf(ledger, asOf);
  const { from, to } = spanOf(window, asOf);
  for (let row = start; row < end; row += 1) {
    const rowTime = time[row] as number;
    if (rowTime >= from && rowTime <= to && counts(row))
      addRow(ledger, row, out, base + (local[row] as number));
  }
}

/** What goes to a column that was not asked for is dropped, since it has no room. */
function addRow(ledger: LedgerTable, row: number, out: Rollup, index: number): void {
  const { flags, amount, units } = ledger.rows.columns;
  out.netMinor[index] = (out.netMinor[index] as number) + (amount[row] as number);
  out.itemCount[index] = (out.itemCount[index] as number) + (units[row] as number);
  if (((flags[row] as number) & ORDER) === 0) return;
  const time = ledger.rows.time[row] as number;
  out.orderCount[index] = (out.orderCount[index] as number) + 1;
  if (!(time >= (out.firstOrderMs[index] as number))) out.firstOrderMs[index] = time;
  if (!(time <= (out.lastOrderMs[index] as number))) out.lastOrderMs[index] = time;
}
