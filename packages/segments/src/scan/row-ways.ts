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
  /** Where the way has them: copies of the rows' states, or what they are worth instead; but for changed customers. */
  copies?: Copies;
}

export interface Worths {
  changed: ChangedCustomers;
  worths: Int32Array;
}

type Copies = { changed: ChangedCustomers; states: Uint8Array } | Worths;

type AnyRows = Pick<
  RowColumns<Record<string, never>>,
  'local' | 'mainStart' | 'mainEnd' | 'newestDelta' | 'deltaBefore'
>;

let everyRow = new Uint32Array(0);
let gathered = new Uint32Array(1024);
let gatheredLocals = new Uint16Array(1024);
const firstRows = new Uint32Array(65_536);
const endRows = new Uint32Array(65_536);
const deltaRows = new Int32Array(65_536);

/** The rows `from … to - 1`. */
export function consecutive(table: AnyRows, from: number, to: number): Slice {
  if (to > everyRow.length) everyRow = Uint32Array.from({ length: Math.ceil(to * 1.25) }, (_, row) => row);
  return { rows: everyRow, locals: table.local, start: from, end: to, isInWindow: false };
}

/**
 * All rows of the candidates; valid until the next call. Where customers' rows begin lies apart, too: loops of their own look it up, so that no
 * branch waits for it.
 */
export function rowsOfCandidates(table: AnyRows, candidates: Bits): Slice {
  const locals = localsOf(candidates);
  for (let i = 0; i < locals.length; i += 1) firstRows[i] = table.mainStart(locals[i]);
  for (let i = 0; i < locals.length; i += 1) endRows[i] = table.mainEnd(locals[i]);
  for (let i = 0; i < locals.length; i += 1) deltaRows[i] = table.newestDelta(locals[i]);
  let count = 0;
  for (let i = 0; i < locals.length; i += 1) {
    const local = locals[i];
    for (let row = firstRows[i]; row < endRows[i]; row += 1) count = put(row, local, count);
    for (let row = deltaRows[i]; row >= 0; row = table.deltaBefore(row)) count = put(row, local, count);
  }
  return { rows: gathered, locals: gatheredLocals, start: 0, end: count, isInWindow: false };
}

/** Rows in all. */
export function totalOf(slices: readonly { start: number; end: number }[]): number {
  return slices.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Behind the first `place`; returns how many there are then. */
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
