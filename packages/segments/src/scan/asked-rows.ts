import { type ChangedCustomers, VOID } from '@perennial/facts';
import { type Bits, hasBit } from './bits.ts';
import type { Slice } from './row-ways.ts';

const ROWS_A_TURN = 1024;

/** Columns of the table that the rows are of. */
export interface RowTable {
  time: Float64Array;
  flags: Uint8Array;
  /** Absent where nobody asks. */
  amount: Float64Array | undefined;
  /** False: `rows` of what is visited may be missing where copies tell the rest. */
  isRowAsked: boolean;
}

/** Rows of a slice whose customers are asked about, and what is known of them, place by place. */
export interface AskedRows {
  count: number;
  /** In the slice. */
  readonly places: Uint32Array;
  readonly rows: Uint32Array;
  readonly locals: Uint16Array;
  readonly states: Uint8Array;
  /** Only where the slice reaches beyond the window. */
  readonly times: Float64Array;
  /** Only where the table has them. */
  readonly amounts: Float64Array;
}

const places = new Uint32Array(ROWS_A_TURN);
const asked: AskedRows = {
  count: 0,
  places,
  rows: new Uint32Array(ROWS_A_TURN),
  locals: new Uint16Array(ROWS_A_TURN),
  states: new Uint8Array(ROWS_A_TURN),
  times: new Float64Array(ROWS_A_TURN),
  amounts: new Float64Array(ROWS_A_TURN),
};

/**
 * Visits them some hundred at a time, valid until the next call. Rows lie apart, and a processor waits for many at once only while it has nothing else to
 * do: so each column is gathered by a loop of its own.
 */
export function forEachAsked(
  slice: Slice,
  candidates: Bits,
  table: RowTable,
  visit: (asked: AskedRows) => void,
): void {
  const { locals, start, end, isInWindow, copies } = slice;
  for (let first = start; first < end; first += ROWS_A_TURN) {
    const count = find(locals, first, Math.min(first + ROWS_A_TURN, end), candidates);
    if (count === 0) continue;
    asked.count = count;
    if (copies === undefined || !isInWindow || table.isRowAsked)
      gatherWords(slice.rows, places, count, asked.rows);
    if (copies === undefined) gatherBytes(table.flags, asked.rows, count, asked.states);
    else gatherStates(copies, slice.rows, table.flags, count);
    if (!isInWindow) gatherNumbers(table.time, asked.rows, count, asked.times);
    if (table.amount !== undefined) {
      if (copies?.worths === undefined) gatherNumbers(table.amount, asked.rows, count, asked.amounts);
      else gatherWorths(copies.worths, copies.changed, slice.rows, table.amount, count);
    }
    visit(asked);
  }
}

function find(locals: Uint16Array, first: number, end: number, candidates: Bits): number {
  let count = 0;
  for (let place = first; place < end; place += 1) {
    const local = locals[place];
    if (!hasBit(candidates, local)) continue;
    places[count] = place;
    asked.locals[count] = local;
    count += 1;
  }
  return count;
}

function gatherStates(
  { states, changed }: NonNullable<Slice['copies']>,
  rows: Uint32Array,
  flags: Uint8Array,
  count: number,
): void {
  gatherBytes(states, places, count, asked.states);
  if (changed.isEmpty) return;
  for (let i = 0; i < count; i += 1)
    if (changed.has(asked.locals[i])) asked.states[i] = flags[rows[places[i]]];
}

/** What is void may count at an earlier instant: its amount is asked itself. */
function gatherWorths(
  worths: Float64Array,
  changed: ChangedCustomers,
  rows: Uint32Array,
  amount: Float64Array,
  count: number,
): void {
  gatherNumbers(worths, places, count, asked.amounts);
  for (let i = 0; i < count; i += 1) {
    if ((asked.states[i] & VOID) !== 0 || changed.has(asked.locals[i]))
      asked.amounts[i] = amount[rows[places[i]]];
  }
}

// One loop a width: a loop that sees several kinds of typed array is compiled for none of them.

function gatherBytes(from: Uint8Array, at: Uint32Array, count: number, to: Uint8Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}

function gatherWords(from: Uint32Array, at: Uint32Array, count: number, to: Uint32Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}

function gatherNumbers(from: Float64Array, at: Uint32Array, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}
