import type { ChangedCustomers, RowColumns } from '@perennial/facts';
import { type Bits, localsOf } from './bits.ts';

/** Rows found one way or another, in places `start … end - 1`, and what is known of them without looking into the table. */
export interface Slice {
  rows: Uint32Array;
  locals: Uint16Array;
  start: number;
  end: number;
  /** All lie in the window. */
  isInWindow: boolean;
  /** Copies, where the way has them; `states` but for changed customers. */
  copies?: { states: Uint8Array; amounts?: Float64Array; changed: ChangedCustomers };
}

type AnyRows = Pick<
  RowColumns<Record<string, never>>,
  'local' | 'mainStart' | 'mainEnd' | 'newestDelta' | 'deltaBefore'
>;

let everyRow = new Uint32Array(0);
let gathered = new Uint32Array(1024);
let gatheredLocals = new Uint16Array(1024);

/** The rows `from … to - 1`. */
export function consecutive(table: AnyRows, from: number, to: number): Slice {
  if (to > everyRow.length) everyRow = Uint32Array.from({ length: Math.ceil(to * 1.25) }, (_, row) => row);
  return { rows: everyRow, locals: table.local, start: from, end: to, isInWindow: false };
}

/** All rows of the candidates; valid until the next call. */
export function rowsOfCandidates(table: AnyRows, candidates: Bits): Slice {
  let count = 0;
  for (const local of localsOf(candidates)) count = gatherRows(table, local, count);
  return { rows: gathered, locals: gatheredLocals, start: 0, end: count, isInWindow: false };
}

/** Rows in all. */
export function totalOf(slices: readonly { start: number; end: number }[]): number {
  return slices.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Puts a customer's rows behind the first `count`; returns how many there are then. */
function gatherRows(table: AnyRows, local: number, count: number): number {
  let filled = count;
  const end = table.mainEnd(local);
  for (let row = table.mainStart(local); row < end; row += 1) filled = put(row, local, filled);
  for (let row = table.newestDelta(local); row >= 0; row = table.deltaBefore(row))
    filled = put(row, local, filled);
  return filled;
}

function put(row: number, local: number, place: number): number {
  if (place === gathered.length) growGathered();
  gathered[place] = row;
  gatheredLocals[place] = local;
  return place + 1;
}

function growGathered(): void {
  const rows = new Uint32Array(gathered.length * 2);
  const locals = new Uint16Array(gathered.length * 2);
  rows.set(gathered);
  locals.set(gatheredLocals);
  gathered = rows;
  gatheredLocals = locals;
}
