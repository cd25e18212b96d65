import type { Bits } from './bits.ts';
import type { Slice } from './row-ways.ts';

const ROWS_A_TURN = 1024;
/** Rows are gathered until there are so many, which may take many turns. */
const ENOUGH = 1024;
/** More are never gathered at once. */
export const MOST_FOUND = ENOUGH + ROWS_A_TURN;

/** Rows of a slice whose customers are asked about. */
export interface FoundRows {
  count: number;
  /** In the slice. */
  readonly places: Uint32Array;
  readonly locals: Uint16Array;
}

const places = new Uint32Array(MOST_FOUND);
const locals = new Uint16Array(MOST_FOUND);
/** What was gathered last. */
export const found: FoundRows = { count: 0, places, locals };

/** Visits at most `MOST_FOUND` at a time, valid until the next call. */
export function forEachFound(slice: Slice, candidates: Bits, visit: (found: FoundRows) => void): void {
  const { locals: all, start, end } = slice;
  const pairs = new Uint32Array(all.buffer, all.byteOffset, all.length >>> 1);
  found.count = 0;
  for (let first = start; first < end; ) {
    // Pairs begin at even places.
    const next = Math.min(first - (first % 2) + ROWS_A_TURN, end);
    found.count = find({ all, pairs, first, next }, candidates, found.count);
    first = next;
    if (found.count < ENOUGH) continue;
    visit(found);
    found.count = 0;
  }
  if (found.count > 0) visit(found);
}

/** Places `first … next - 1`. */
interface Places {
  all: Uint16Array;
  /** The same, two a number, the first in its lower half. */
  pairs: Uint32Array;
  first: number;
  next: number;
}

/**
 * Gathers behind the first `count`; returns how many there are then. Four customers are asked at once: of few asked ones mostly none is
 * among them, and nothing branches on which is, since that cannot be foretold.
 */
function find({ all, pairs, first, next }: Places, candidates: Bits, count: number): number {
  let place = first;
  let known = count;
  if (place % 2 === 1) {
    known = note(place, all[place], candidates[all[place] >>> 5], known);
    place += 1;
  }
  for (; place + 3 < next; place += 4) {
    const some = pairs[place >>> 1];
    const others = pairs[(place >>> 1) + 1];
    const a = candidates[(some & 0xffff) >>> 5];
    const b = candidates[some >>> 21];
    const c = candidates[(others & 0xffff) >>> 5];
    const d = candidates[others >>> 21];
    const any = (a >>> some) | (b >>> (some >>> 16)) | (c >>> others) | (d >>> (others >>> 16));
    if ((any & 1) === 0) continue;
    known = note(place, some & 0xffff, a, known);
    known = note(place + 1, some >>> 16, b, known);
    known = note(place + 2, others & 0xffff, c, known);
    known = note(place + 3, others >>> 16, d, known);
  }
  for (; place < next; place += 1) known = note(place, all[place], candidates[all[place] >>> 5], known);
  return known;
}

/** Keeps the place where the customer's bit in a word of candidates is set. */
function note(place: number, local: number, word: number, count: number): number {
  places[count] = place;
  locals[count] = local;
  return count + ((word >>> local) & 1);
}
