import type { Columns } from '../columns/table.ts';
import type { ledgerSchema, lineSchema } from './ledger-table.ts';
import { CANCELLATION, HIDDEN, KIND, type LedgerTable, LIVE, ORDER, REFUND } from './ledger-table.ts';
import { rowsWithKey, settleOrder, settleRefund } from './settle.ts';

/** Where a record belongs: the shard's customer number, the node's code and whether the customer owns the node. */
export interface Place {
  local: number;
  node: number;
  visible: boolean;
}

/** Entries and lines outside the ledger; of `flags` the kind and HIDDEN are taken over. */
export interface Entries {
  columns: Columns<typeof ledgerSchema> &
    Record<'time', Float64Array<SharedArrayBuffer>> & { lineEnd: Uint32Array };
  lines: Columns<typeof lineSchema>;
}

/** Appends orders that nothing in the ledger bears on: `locals[i]` is the customer of `rows[i]`. Returns the first new row. */
export function appendFreshOrders(
  ledger: LedgerTable,
  from: Entries,
  rows: Uint32Array,
  locals: Uint16Array,
): number {
  const first = appendRows(ledger, from, rows, locals);
  const { flags } = ledger.rows.columns;
  for (let row = first; row < ledger.rows.rowCount; row += 1) {
    flags[row] = (flags[row] & HIDDEN) === 0 ? ORDER | LIVE : ORDER | HIDDEN;
  }
  return first;
}

/** Takes an entry in; false when it was known already and says nothing new. */
export function appendEntry(ledger: LedgerTable, from: Entries, row: number, local: number): boolean {
  const { flags, key, orderKey, recorded } = from.columns;
  const kind = flags[row] & KIND;
  const known = rowsWithKey(ledger, local, key[row], kind).find((old) => isSame(ledger, old, from, row));
  if (known !== undefined && !lowerRecorded(ledger, known, recorded[row])) return false;
  if (known === undefined) {
    const added = appendRows(ledger, from, Uint32Array.of(row), Uint16Array.of(local));
    ledger.rows.columns.flags[added] = flags[row] & (KIND | HIDDEN);
  }
  settle(ledger, local, { kind, key: key[row], orderKey: orderKey[row] });
  return true;
}

/** Follows a change of the node's owner. */
export function showNode(ledger: LedgerTable, place: Place): void {
  const { node, flags, key, orderKey } = ledger.rows.columns;
  const rows = ledger.rows.rowsOf(place.local).filter((row) => node[row] === place.node);
  for (const row of rows) flags[row] = place.visible ? flags[row] & ~HIDDEN : flags[row] | HIDDEN;
  for (const row of rows) {
    const kind = flags[row] & (ORDER | REFUND | CANCELLATION);
    settle(ledger, place.local, { kind, key: key[row], orderKey: orderKey[row] });
  }
}

function settle(
  ledger: LedgerTable,
  local: number,
  of: { kind: number; key: number; orderKey: number },
): void {
  if (of.kind === REFUND) settleRefund(ledger, local, of.key);
  else settleOrder(ledger, local, of.orderKey);
}

function isSame(ledger: LedgerTable, old: number, from: Entries, row: number): boolean {
  const { node, updated, tie } = ledger.rows.columns;
  const { columns } = from;
  return (
    node[old] === columns.node[row] && updated[old] === columns.updated[row] && tie[old] === columns.tie[row]
  );
}

/** True when it was learned earlier than we thought. */
function lowerRecorded(ledger: LedgerTable, row: number, recordedMs: number): boolean {
  const { recorded } = ledger.rows.columns;
  if (recordedMs >= recorded[row]) return false;
  recorded[row] = recordedMs;
  return true;
}

function appendRows(ledger: LedgerTable, from: Entries, rows: Uint32Array, locals: Uint16Array): number {
  const first = ledger.rows.appendRows(from.columns, rows, locals);
  const { lineStart } = ledger.rows.columns;
  let line = ledger.lineCount;
  for (let i = 0; i < rows.length; i += 1) {
    lineStart[first + i] = line;
    line += from.columns.lineEnd[rows[i]] - from.columns.lineStart[rows[i]];
  }
  ledger.appendLines(from.lines, linesOf(from, rows, line - ledger.lineCount));
  return first;
}

function linesOf({ columns }: Entries, rows: Uint32Array, count: number): Uint32Array {
  const lines = new Uint32Array(count);
  let place = 0;
  for (let i = 0; i < rows.length; i += 1) {
    for (let line = columns.lineStart[rows[i]]; line < columns.lineEnd[rows[i]]; line += 1) {
      lines[place] = line;
      place += 1;
    }
  }
  return lines;
}
