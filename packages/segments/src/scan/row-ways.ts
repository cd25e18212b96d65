import { firstAtOrAfter, type RowColumns } from '@perennial/facts';
import { type Bits, forEachBit } from './bits.ts';

/** Rows, or lines beside their rows, in places `start … end - 1`. */
export interface Slice {
  rows: Uint32Array;
  /** Present where single lines were found. */
  lines?: Uint32Array;
  start: number;
  end: number;
}

type AnyRows = Pick<
  RowColumns<Record<string, never>>,
  'time' | 'rowCount' | 'mainCount' | 'mainStart' | 'mainEnd' | 'newestDelta' | 'deltaBefore'
>;

let everyRow = new Uint32Array(0);
let gathered = new Uint32Array(1024);

/** The numbers `from … to - 1`. */
export function consecutive(from: number, to: number): Slice {
  if (to > everyRow.length) everyRow = Uint32Array.from({ length: Math.ceil(to * 1.25) }, (_, row) => row);
  return { rows: everyRow, start: from, end: to };
}

/** All rows of the candidates; valid until the next call. */
export function rowsOfCandidates(table: AnyRows, candidates: Bits): Slice {
  let count = 0;
  const take = (row: number): void => {
    if (count === gathered.length) gathered = grown(gathered);
    gathered[count] = row;
    count += 1;
  };
  forEachBit(candidates, (local) => {
    for (let row = table.mainStart(local), end = table.mainEnd(local); row < end; row += 1) take(row);
    for (let row = table.newestDelta(local); row >= 0; row = table.deltaBefore(row)) take(row);
  });
  return { rows: gathered, start: 0, end: count };
}

/** Of `rows[start … end - 1]`, which are by time, those of the window. */
export function inWindow(
  time: Float64Array,
  rows: Uint32Array,
  start: number,
  end: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Slice {
  const first = firstAtOrAfter(time, rows, start, end, fromMs);
  return { rows, start: first, end: firstAtOrAfter(time, rows, first, end, toMs + 1) };
}

/** Rows in all. */
export function totalOf(slices: readonly Slice[]): number {
  return slices.reduce((sum, { start, end }) => sum + end - start, 0);
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(array.length * 2);
  longer.set(array);
  return longer;
}
