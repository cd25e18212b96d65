import { LIVE, ORDER, REFUND, WORTH_ASKED, WORTH_NOTHING } from '@perennial/facts';
import type { Bits } from './bits.ts';
import { type FoundRows, forEachFound, found, MOST_FOUND } from './find-asked.ts';
import type { Slice, Worths } from './row-ways.ts';

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
export interface AskedRows extends FoundRows {
  readonly rows: Uint32Array;
  readonly states: Uint8Array;
  /** Only where the slice reaches beyond the window. */
  readonly times: Float64Array;
  /** Only where the table has them. */
  readonly amounts: Float64Array;
}

const gatheredWorths = new Int32Array(MOST_FOUND);
const { places, locals } = found;
const asked: AskedRows = {
  ...found,
  rows: new Uint32Array(MOST_FOUND),
  states: new Uint8Array(MOST_FOUND),
  times: new Float64Array(MOST_FOUND),
  amounts: new Float64Array(MOST_FOUND),
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
  const { isInWindow, copies } = slice;
  forEachFound(slice, candidates, ({ count }) => {
    asked.count = count;
    if (copies === undefined || !isInWindow || table.isRowAsked)
      gatherWords(slice.rows, places, count, asked.rows);
    if (!isInWindow) gatherNumbers(table.time, asked.rows, count, asked.times);
    if (copies === undefined) gatherBytes(table.flags, asked.rows, count, asked.states);
    else if ('worths' in copies) gatherWorths(copies, slice.rows, table, count);
    else gatherStates(copies, slice.rows, table.flags, count);
    if (table.amount !== undefined && (copies === undefined || 'states' in copies))
      gatherNumbers(table.amount, asked.rows, count, asked.amounts);
    visit(asked);
  });
}

function gatherStates(
  { states, changed }: Extract<Slice['copies'], { states: unknown }>,
  rows: Uint32Array,
  flags: Uint8Array,
  count: number,
): void {
  gatherBytes(states, places, count, asked.states);
  if (changed.isEmpty) return;
  for (let i = 0; i < count; i += 1) if (changed.has(locals[i])) asked.states[i] = flags[rows[places[i]]];
}

/** States and amounts of rows of a ledger by what they are worth. */
function gatherWorths(
  { worths, changed }: Worths,
  rows: Uint32Array,
  { flags, amount }: RowTable,
  count: number,
): void {
  const { states, amounts } = asked;
  const isUnchanged = changed.isEmpty;
  gatherSigned(worths, places, count, gatheredWorths);
  for (let i = 0; i < count; i += 1) {
    const worth = gatheredWorths[i];
    if (worth === WORTH_ASKED || (!isUnchanged && changed.has(locals[i]))) {
      const row = rows[places[i]];
      states[i] = flags[row];
      if (amount !== undefined) amounts[i] = amount[row];
    } else {
      states[i] = worth >= 0 ? LIVE | ORDER : worth === WORTH_NOTHING ? 0 : LIVE | REFUND;
      amounts[i] = worth;
    }
  }
}

// One loop a width: a loop that sees several kinds of typed array is compiled for none of them.

function gatherBytes(from: Uint8Array, at: Uint32Array, count: number, to: Uint8Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}

function gatherWords(from: Uint32Array, at: Uint32Array, count: number, to: Uint32Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}

function gatherSigned(from: Int32Array, at: Uint32Array, count: number, to: Int32Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}

function gatherNumbers(from: Float64Array, at: Uint32Array, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i += 1) to[i] = from[at[i]];
}
