import type { AsOf, CustomerRollup, Rollup, Window } from '../read.ts';
import { countsAsOf } from './counting.ts';
import { type LedgerTable, LIVE, ORDER, VOID } from './ledger-table.ts';

/** Room for the sums of so many customers; `rollupShard` sets them. */
export function allocateRollup(customers: number): Rollup {
  return {
    orderCount: new Uint32Array(customers),
    netMinor: new Float64Array(customers),
    itemCount: new Float64Array(customers),
    firstOrderMs: new Float64Array(customers),
    lastOrderMs: new Float64Array(customers),
  };
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

/** Sets the sums of a shard's `customers`, customer `local` at `base + local`. */
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
  if (isNow) setMain(ledger, window, asOf.at, out, base);
  else addCounting(ledger, 0, mainCount, window, asOf, out, base);
  addCounting(ledger, mainCount, rowCount, window, asOf, out, base);
}

/** One customer's sums; costs what the customer's rows cost. */
export function rollupCustomer(
  ledger: LedgerTable,
  local: number,
  window: Window,
  asOf: AsOf,
): CustomerRollup {
  const out = allocateRollup(1);
  clear(out, 0, 1);
  const counts = countsAsOf(ledger, asOf);
  const to = Math.min(window.toMs ?? asOf.at, asOf.at);
  const from = window.fromMs ?? Number.NEGATIVE_INFINITY;
  for (const row of ledger.rows.rowsOf(local)) {
    const time = ledger.rows.time[row] as number;
    if (time >= from && time <= to && counts(row)) addRow(ledger, row, out, 0);
  }
  return customerRollupAt(out, 0);
}

/** The fast path: main rows are sorted by customer and time, so sums stay in registers and each column is read once. */
function setMain(ledger: LedgerTable, window: Window, at: number, out: Rollup, base: number): void {
  const { time, starts, mainCustomers } = ledger.rows;
  const { flags, amount, units } = ledger.rows.columns;
  const to = Math.min(window.toMs ?? at, at);
  const from = window.fromMs ?? Number.NEGATIVE_INFINITY;
  let row = 0;
  for (let local = 0; local < mainCustomers; local += 1) {
    const end = starts[local + 1] as number;
    let orders = 0;
    let net = 0;
    let items = 0;
    let first = Number.NaN;
    let last = Number.NaN;
    for (; row < end; row += 1) {
      const rowTime = time[row] as number;
      if (rowTime < from || rowTime > to) continue;
      const state = flags[row] as number;
      if ((state & LIVE) === 0) continue;
      if ((state & VOID) !== 0 && (ledger.voidFrom.get(row) as number) <= at) continue;
      net += amount[row] as number;
      items += units[row] as number;
      if ((state & ORDER) === 0) continue;
      if (orders === 0) first = rowTime;
      last = rowTime;
      orders += 1;
    }
    const index = base + local;
    out.orderCount[index] = orders;
    out.netMinor[index] = net;
    out.itemCount[index] = items;
    out.firstOrderMs[index] = first;
    out.lastOrderMs[index] = last;
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
  const to = Math.min(window.toMs ?? asOf.at, asOf.at);
  const from = window.fromMs ?? Number.NEGATIVE_INFINITY;
  for (let row = start; row < end; row += 1) {
    const rowTime = time[row] as number;
    if (rowTime >= from && rowTime <= to && counts(row))
      addRow(ledger, row, out, base + (local[row] as number));
  }
}

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
