import { type Bits, countBits, giveBack, hasBit, listBits, localsOf, sampleBits } from './bits.ts';

/** Fewer are kept as a list, which takes less room than a bit for everybody. */
const LEAST_AS_BITS = 4096;
const SHARD_CUSTOMERS = 65_536;

/** Members of one shard. */
export interface Members {
  readonly size: number;
  has(local: number): boolean;
  /** Smallest number first; valid until anybody lists the numbers of a set again. */
  locals(): Uint16Array;
}

/** Lists of several shards, one behind the other: one array is made for all, since to make one takes longer than to list few. */
interface Lists {
  locals: Uint16Array;
}

let listed = new Uint16Array(2 * SHARD_CUSTOMERS);

/** By shard; takes the bits over. */
export function membersOf(shards: readonly Bits[]): Members[] {
  const lists: Lists = { locals: listed };
  const members: Members[] = [];
  let start = 0;
  for (const bits of shards) {
    if (start + SHARD_CUSTOMERS > listed.length) growListed();
    // To list few takes no longer than to count them.
    const end = sampleBits(bits) < LEAST_AS_BITS ? listBits(bits, listed, start) : start + LEAST_AS_BITS;
    if (end - start >= LEAST_AS_BITS) {
      members.push(new MembersAsBits(bits));
      continue;
    }
    members.push(new ListedMembers(lists, start, end));
    giveBack(bits);
    start = end;
  }
  lists.locals = listed.slice(0, start);
  return members;
}

function growListed(): void {
  const grown = new Uint16Array(listed.length * 2);
  grown.set(listed);
  listed = grown;
}

class MembersAsBits implements Members {
  readonly size: number;
  readonly #bits: Bits;

  constructor(bits: Bits) {
    this.size = countBits(bits);
    this.#bits = bits;
  }

  has(local: number): boolean {
    return hasBit(this.#bits, local);
  }

  locals(): Uint16Array {
    return localsOf(this.#bits);
  }
}

class ListedMembers implements Members {
  readonly size: number;
  readonly #lists: Lists;
  readonly #start: number;

  constructor(lists: Lists, start: number, end: number) {
    this.size = end - start;
    this.#lists = lists;
    this.#start = start;
  }

  has(local: number): boolean {
    const { locals } = this.#lists;
    const end = this.#start + this.size;
    let low = this.#start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (locals[middle] < local) low = middle + 1;
      else high = middle;
    }
    return low < end && locals[low] === local;
  }

  locals(): Uint16Array {
    return this.#lists.locals.subarray(this.#start, this.#start + this.size);
  }
}
