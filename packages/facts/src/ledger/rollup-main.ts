import type { Rollup } from '../read.ts';
import { type LedgerTable, LIVE, ORDER, VOID } from './ledger-table.ts';

/** Both ends are within. */
export interface Span {
  from: number;
  to: number;
}

/** Most rows are this: an order that counts. */
const LIVE_ORDER = LIVE | ORDER;

/**
 * Sets the sums of a shard's main rows in a window, void rows left out: from a customer's latest row back to the first before the window.
 * A column that was not asked for has no room.
 */
export function rollupMain({ rows }: LedgerTable, { from, to }: Span, out: Rollup, base: number): void {
  const { starts, time, mainCustomers } = rows;
  const { flags, amount, units } = rows.columns;
  const { orderCount, netMinor, itemCount, firstOrderMs, lastOrderMs } = out;
  const [wantsCount, wantsNet, wantsItems] = [
    orderCount.length > 0,
    netMinor.length > 0,
    itemCount.length > 0,
  ];
  const [wantsFirst, wantsLast] = [firstOrderMs.length > 0, lastOrderMs.length > 0];
  let start = 0;
  for (let local = 0; local < mainCustomers; local += 1) {
    const end = starts[local + 1] as number;
    let row = end - 1;
    while (row >= start && (time[row] as number) > to) row -= 1;
    let orders = 0;
    let net = 0;
    let items = 0;
    let first = Number.NaN;
    let last = Number.NaN;
    for (; row >= start; row -= 1) {
      const rowTime = time[row] as number;
      if (rowTime < from) break;
      const state = flags[row] as number;
      if (state !== LIVE_ORDER && (state & (LIVE | VOID)) !== LIVE) continue;
      net += amount[row] as number;
      if (wantsItems) items += units[row] as number;
      if ((state & ORDER) === 0) continue;
      if (orders === 0) last = rowTime;
      first = rowTime;
      orders += 1;
    }
    const place = base + local;
    if (wantsCount) orderCount[place] = orders;
    if (wantsNet) netMinor[place] = net;
    if (wantsItems) itemCount[place] = items;
    if (wantsFirst) firstOrderMs[place] = first;
    if (wantsLast) lastOrderMs[place] = last;
    start = end;
  }
}
