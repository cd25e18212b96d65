import { type Bits, countBits, giveBack, hasBit, localsOf, sampleBits } from './bits.ts';

/** Fewer are kept as a list, which takes less room than a bit for everybody. */
const LEAST_AS_BITS = 4096;

/** Members of one shard. */
export interface Members {
  readonly size: number;
  has(local: number): boolean;
  /** Smallest number first; valid until anybody lists the numbers of a set again. */
  locals(): Uint16Array;
}

const NO_MEMBERS: Members = { size: 0, has: () => false, locals: () => new Uint16Array(0) };

/** Takes the bits over. */
export function membersOf(bits: Bits): Members {
  if (sampleBits(bits) >= LEAST_AS_BITS) return asBits(bits, countBits(bits));
  // To list few takes no longer than to count them.
  const locals = localsOf(bits);
  if (locals.length >= LEAST_AS_BITS) return asBits(bits, locals.length);
  giveBack(bits);
  return locals.length === 0 ? NO_MEMBERS : asList(locals.slice());
}

function asBits(bits: Bits, size: number): Members {
  return { size, has: (local) => hasBit(bits, local), locals: () => localsOf(bits) };
}

function asList(list: Uint16Array): Members {
  return { size: list.length, has: (local) => holdsNumber(list, local), locals: () => list };
}

/** @param list smallest first */
function holdsNumber(list: Uint16Array, number: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number;
}
