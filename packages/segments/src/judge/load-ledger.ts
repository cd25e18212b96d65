import { LIVE, NO_ORDER, ORDER, type ShardColumns, VOID } from '@perennial/facts';
import type { RowList } from './row-list.ts';
import type { RowLists } from './row-lists.ts';

/** Orders and refunds that count, oldest first, and their lines. */
export function loadLedger(into: RowLists, shard: ShardColumns, local: number): void {
  into.orders.clear();
  into.refunds.clear();
  if (into.asOf.knownAt === undefined) loadCurrent(into, shard, local);
  else loadBelieved(into, shard, local);
  into.orders.sort(undefined);
  into.refunds.sort(undefined);
  findOrdersOfRefunds(into);
  listLines(into, into.orders, into.lines);
  listLines(into, into.refunds, into.refundLines);
}

/** By all that is known now: the flags of the rows tell. */
function loadCurrent(into: RowLists, shard: ShardColumns, local: number): void {
  const { ledger } = shard;
  const { rows } = ledger;
  for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1)
    takeCurrent(into, ledger, row);
  for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row))
    takeCurrent(into, ledger, row);
}

function takeCurrent(into: RowLists, { rows, voidFrom }: ShardColumns['ledger'], row: number): void {
  const state = rows.columns.flags[row];
  if ((state & LIVE) === 0) return;
  const timeMs = rows.time[row];
  into.noteFact(timeMs);
  if ((state & VOID) !== 0) {
    const endsMs = voidFrom.get(row) ?? timeMs;
    if (endsMs <= into.at) return;
    into.noteFact(endsMs);
  }
  if (timeMs <= into.at) push(into, state, timeMs, row);
}

/** By what was known at an earlier time: each row is looked into. */
function loadBelieved(into: RowLists, shard: ShardColumns, local: number): void {
  const { rows } = shard.ledger;
  const { flags } = rows.columns;
  const counts = shard.countsAsOf(into.asOf);
  const take = (row: number): void => {
    if (rows.time[row] <= into.at && counts(row)) push(into, flags[row], rows.time[row], row);
  };
  for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
  for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row);
}

function push(into: RowLists, state: number, timeMs: number, row: number): void {
  if ((state & ORDER) !== 0) into.orders.push(timeMs, row, row);
  else into.refunds.push(timeMs, row, -1);
}

function findOrdersOfRefunds({ orders, refunds, columns }: RowLists): void {
  for (let refund = 0; refund < refunds.count; refund += 1) {
    const key = columns.orderKey[refunds.item[refund]];
    if (key === NO_ORDER) continue;
    for (let order = 0; order < orders.count; order += 1) {
      const row = orders.item[order];
      if (columns.orderKey[row] === key) refunds.order[refund] = row;
    }
  }
}

function listLines({ columns }: RowLists, from: RowList, to: RowList): void {
  to.clear();
  for (let place = 0; place < from.count; place += 1) {
    const row = from.item[place];
    const end = columns.lineEnd(row);
    for (let line = columns.lineStart[row]; line < end; line += 1)
      to.push(from.timeMs[place], line, from.order[place]);
  }
}
