import type { Bits } from './bits.ts';

const PLACES_A_TURN = 4096;
const asked = new Uint32Array(PLACES_A_TURN);

/** Visits places `start … end - 1` whose customers are among the candidates, some thousand at a time: valid until the next call. */
export function forEachAsked(
  { locals, start, end }: { locals: Uint16Array; start: number; end: number },
  candidates: Bits,
  visit: (places: Uint32Array, count: number) => void,
): void {
  for (let first = start; first < end; first += PLACES_A_TURN) {
    const count = askedFrom(locals, first, Math.min(first + PLACES_A_TURN, end), candidates);
    if (count > 0) visit(asked, count);
  }
}

/** A loop of its own, which takes half the time: most places of a slice may be of nobody who is asked about. */
function askedFrom(locals: Uint16Array, first: number, end: number, candidates: Bits): number {
  let count = 0;
  for (let place = first; place < end; place += 1) {
    const local = locals[place];
    if (((candidates[local >>> 5] >>> (local & 31)) & 1) === 0) continue;
    asked[count] = place;
    count += 1;
  }
  return count;
}
