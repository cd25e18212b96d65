import { HIDDEN_EVENT, LIVE, ORDER, REFUND, VOID } from '@perennial/facts';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowTest } from '../compile/row-test.ts';
import { type Bits, hasBit, setBit } from './bits.ts';
import type { Fold } from './fold.ts';
import type { RowValue } from './measure.ts';
import type { ShardScan } from './shard-scan.ts';

/** One pass over rows of a shard, whichever way they were found. */
export interface RowPass {
  fromMs: number;
  toMs: number;
  candidates: Bits;
  test: RowTest | undefined;
  value: RowValue;
  fold: Fold;
  /** Refunds take back, too. */
  takesBack: boolean;
  /** The test asks the order of a refund, which takes a look-up: who has refunds is put here instead. */
  unsure: Bits | undefined;
}

/** Whether an order or refund counts at the instant, apart from its time. */
function countsNow({ shard, asOf }: ShardScan, state: number, row: number): boolean {
  if ((state & LIVE) === 0) return false;
  if ((state & VOID) === 0) return true;
  const voidFromMs = shard.ledger.voidFrom.get(row);
  return voidFromMs !== undefined && voidFromMs > asOf.at;
}

/** Orders among `rows[start … end - 1]`, and refunds where they take back. */
export function passOrders(
  scan: ShardScan,
  pass: RowPass,
  rows: Uint32Array,
  start: number,
  end: number,
): void {
  const { time, local, columns } = scan.shard.ledger.rows;
  const { flags, amount, units } = columns;
  const { fromMs, toMs, candidates, test, value, fold, unsure } = pass;
  const kinds = pass.takesBack ? ORDER | REFUND : ORDER;
  for (let place = start; place < end; place += 1) {
    const row = rows[place];
    const state = flags[row];
    if ((state & kinds) === 0 || !countsNow(scan, state, row)) continue;
    if (time[row] < fromMs || time[row] > toMs || !hasBit(candidates, local[row])) continue;
    if ((state & ORDER) === 0) {
      if (unsure === undefined) fold.takeBack(local[row], value === 'pieces' ? -units[row] : -amount[row]);
      else setBit(unsure, local[row]);
    } else if (test === undefined || test(scan.columns, row, row)) {
      fold.add(local[row], value === 'amount' ? amount[row] : value === 'pieces' ? units[row] : time[row]);
    }
  }
}

/** All lines of `rows[start … end - 1]`. */
export function passLinesOfRows(
  scan: ShardScan,
  pass: RowPass,
  rows: Uint32Array,
  start: number,
  end: number,
): void {
  const { ledger } = scan.shard;
  const { time, local, columns } = ledger.rows;
  const { flags, lineStart } = columns;
  const kinds = pass.takesBack ? ORDER | REFUND : ORDER;
  for (let place = start; place < end; place += 1) {
    const row = rows[place];
    const state = flags[row];
    if ((state & kinds) === 0 || !countsNow(scan, state, row)) continue;
    if (time[row] < pass.fromMs || time[row] > pass.toMs || !hasBit(pass.candidates, local[row])) continue;
    const lineEnd = ledger.lineEnd(row);
    for (let line = lineStart[row]; line < lineEnd; line += 1) passLine(scan, pass, line, row, state);
  }
}

/** Lines `lines[start … end - 1]`, each beside its row. */
export function passLines(
  scan: ShardScan,
  pass: RowPass,
  lines: Uint32Array,
  rows: Uint32Array,
  start: number,
  end: number,
): void {
  const { time, local, columns } = scan.shard.ledger.rows;
  const { flags } = columns;
  const kinds = pass.takesBack ? ORDER | REFUND : ORDER;
  for (let place = start; place < end; place += 1) {
    const row = rows[place];
    const state = flags[row];
    if ((state & kinds) === 0 || !countsNow(scan, state, row)) continue;
    if (time[row] < pass.fromMs || time[row] > pass.toMs || !hasBit(pass.candidates, local[row])) continue;
    passLine(scan, pass, lines[place], row, state);
  }
}

function passLine(scan: ShardScan, pass: RowPass, line: number, row: number, state: number): void {
  const { test, value, fold, unsure } = pass;
  const { lines, rows } = scan.shard.ledger;
  const local = rows.local[row];
  const isOrder = (state & ORDER) !== 0;
  if (!isOrder && unsure !== undefined) {
    setBit(unsure, local);
    return;
  }
  if (test !== undefined && !test(scan.columns, line, isOrder ? row : -1)) return;
  const figure =
    value === 'amount' ? lines.amount[line] : value === 'pieces' ? lines.quantity[line] : rows.time[row];
  if (isOrder) fold.add(local, figure);
  else fold.takeBack(local, figure);
}

/** Events among `rows[start … end - 1]` of the types. */
export function passEvents(
  scan: ShardScan,
  pass: RowPass,
  types: CodeSet,
  rows: Uint32Array,
  start: number,
  end: number,
): void {
  const { time, local, columns } = scan.shard.events.rows;
  const { flags, type, durationMs } = columns;
  const { fromMs, toMs, candidates, test, value, fold } = pass;
  for (let place = start; place < end; place += 1) {
    const row = rows[place];
    if ((flags[row] & HIDDEN_EVENT) !== 0 || types.codes[type[row]] !== 1) continue;
    if (time[row] < fromMs || time[row] > toMs || !hasBit(candidates, local[row])) continue;
    if (test !== undefined && !test(scan.columns, row, -1)) continue;
    fold.add(local[row], value === 'duration' ? durationMs[row] : time[row]);
  }
}
