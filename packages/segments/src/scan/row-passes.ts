import { HIDDEN_EVENT, LIVE, ORDER, REFUND, VOID } from '@perennial/facts';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowTest } from '../compile/row-test.ts';
import { forEachAsked } from './asked-rows.ts';
import { type Bits, setBit } from './bits.ts';
import type { Fold } from './fold.ts';
import type { RowValue } from './measure.ts';
import type { Slice } from './row-ways.ts';
import type { ShardScan } from './shard-scan.ts';

/** One pass over rows of a shard, whichever way they were found. */
export interface RowPass {
  fromMs: number;
  toMs: number;
  candidates: Bits;
  test: RowTest | undefined;
  /** Of lines: 1 at each product that the test lets pass. Absent where products do not decide. */
  products: Uint8Array | undefined;
  value: RowValue;
  fold: Fold;
  /** Refunds take back, too. */
  takesBack: boolean;
  /** The test asks the order of a refund, which takes a look-up: who has refunds is put here instead. */
  unsure: Bits | undefined;
}

/** Whether an order or refund counts at the instant, apart from its time. */
export function countsNow(
  { shard, asOf }: Pick<ShardScan, 'shard' | 'asOf'>,
  state: number,
  row: number,
): boolean {
  if ((state & (LIVE | VOID)) === LIVE) return true;
  if ((state & LIVE) === 0) return false;
  const voidFromMs = shard.ledger.voidFrom.get(row);
  return voidFromMs !== undefined && voidFromMs > asOf.at;
}

function asksRows({ test, value, fold }: RowPass): boolean {
  return test !== undefined || value === 'time' || fold.asksRow;
}

/** Orders, and refunds where they take back. */
export function passOrders(scan: ShardScan, pass: RowPass, slice: Slice): void {
  const { time, columns } = scan.shard.ledger.rows;
  const { flags, units } = columns;
  const { fromMs, toMs, test, value, fold, unsure, takesBack } = pass;
  const { isInWindow } = slice;
  const kinds = takesBack ? ORDER | REFUND : ORDER;
  const isRowAsked = asksRows(pass) || value === 'pieces';
  const table = { time, flags, amount: value === 'amount' ? columns.amount : undefined, isRowAsked };
  forEachAsked(slice, pass.candidates, table, ({ count, places, rows, locals, states, times, amounts }) => {
    for (let i = 0; i < count; i += 1) {
      const state = states[i];
      if ((state & kinds) === 0) continue;
      if ((state & (LIVE | VOID)) !== LIVE && !countsNow(scan, state, slice.rows[places[i]])) continue;
      const row = isRowAsked ? rows[i] : -1;
      if (!isInWindow && (times[i] < fromMs || times[i] > toMs)) continue;
      if (test !== undefined && (state & ORDER) !== 0 && !test(scan.columns, row, row)) continue;
      let figure = 0;
      if (value === 'amount') figure = amounts[i];
      else if (value === 'pieces') figure = units[row];
      else if (value === 'time') figure = time[row];
      if ((state & ORDER) !== 0) fold.add(locals[i], figure, row);
      else if (unsure === undefined) fold.takeBack(locals[i], -figure, row);
      else setBit(unsure, locals[i]);
    }
  });
}

/** All lines of orders, and of refunds where they take back. */
export function passLinesOfRows(scan: ShardScan, pass: RowPass, slice: Slice): void {
  const { ledger } = scan.shard;
  const { time, columns } = ledger.rows;
  const { flags, lineStart } = columns;
  const { product } = ledger.lines;
  const { fromMs, toMs, products, test } = pass;
  const { isInWindow } = slice;
  const kinds = pass.takesBack ? ORDER | REFUND : ORDER;
  const table = { time, flags, amount: undefined, isRowAsked: true };
  forEachAsked(slice, pass.candidates, table, ({ count, rows, locals, states, times }) => {
    for (let i = 0; i < count; i += 1) {
      const state = states[i];
      const row = rows[i];
      if ((state & kinds) === 0 || !countsNow(scan, state, row)) continue;
      if (!isInWindow && (times[i] < fromMs || times[i] > toMs)) continue;
      const lineEnd = ledger.lineEnd(row);
      for (let line = lineStart[row]; line < lineEnd; line += 1) {
        if (products === undefined || products[product[line]] === 1)
          passLine(scan, pass, test, line, row, locals[i], state);
      }
    }
  });
}

export function passLine(
  scan: ShardScan,
  { value, fold, unsure }: RowPass,
  test: RowTest | undefined,
  line: number,
  row: number,
  local: number,
  state: number,
): void {
  const isOrder = (state & ORDER) !== 0;
  if (!isOrder && unsure !== undefined) setBit(unsure, local);
  else if (test === undefined || test(scan.columns, line, isOrder ? row : -1)) {
    const figure = lineFigure(scan, value, line, row);
    if (isOrder) fold.add(local, figure, row);
    else fold.takeBack(local, figure, row);
  }
}

function lineFigure({ shard }: ShardScan, value: RowValue, line: number, row: number): number {
  const { lines, rows } = shard.ledger;
  if (value === 'amount') return lines.amount[line];
  if (value === 'pieces') return lines.quantity[line];
  return value === 'time' ? rows.time[row] : 0;
}

/** Events of the types. */
export function passEvents(scan: ShardScan, pass: RowPass, types: CodeSet, slice: Slice): void {
  const { time, columns } = scan.shard.events.rows;
  const { flags, type, durationMs } = columns;
  const { fromMs, toMs, test, value, fold } = pass;
  const { isInWindow } = slice;
  const isRowAsked = !isInWindow || asksRows(pass) || value === 'duration';
  const table = { time, flags, amount: undefined, isRowAsked };
  forEachAsked(slice, pass.candidates, table, ({ count, rows, locals, states, times }) => {
    for (let i = 0; i < count; i += 1) {
      if ((states[i] & HIDDEN_EVENT) !== 0) continue;
      const row = isRowAsked ? rows[i] : -1;
      if (!isInWindow && (types.codes[type[row]] !== 1 || times[i] < fromMs || times[i] > toMs)) continue;
      if (test !== undefined && !test(scan.columns, row, -1)) continue;
      let figure = 0;
      if (value === 'duration') figure = durationMs[row];
      else if (value === 'time') figure = time[row];
      fold.add(locals[i], figure, row);
    }
  });
}
