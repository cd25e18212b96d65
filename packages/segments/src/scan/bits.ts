/**
 * The customers of one shard as a set: 32 a word, and behind the words a flag for each block of words, 0 where the block holds nobody, so that
 * joining and counting few customers takes little. Signed, since the processor's and the engine's whole numbers are.
 */
export type Bits = Int32Array;

const WORDS = 2048;
const BLOCK_WORDS = 32;
const BLOCKS = WORDS / BLOCK_WORDS;
const LENGTH = WORDS + BLOCKS;
/** More are quicker emptied with all. */
const FEW_BLOCKS = 4;
/** Estimates look at one block of so many. */
const SAMPLED = 8;

const spare: Bits[] = [];

/** An empty set: one that was given back, or a new one. */
export function noBits(): Bits {
  const bits = spare.pop();
  if (bits === undefined) return new Int32Array(LENGTH);
  let held = 0;
  for (let block = 0; block < BLOCKS; block += 1) held += Number(bits[WORDS + block] !== 0);
  if (held > FEW_BLOCKS) return bits.fill(0);
  for (let block = 0; held > 0; block += 1) {
    if (bits[WORDS + block] === 0) continue;
    bits.fill(0, block * BLOCK_WORDS, (block + 1) * BLOCK_WORDS);
    bits[WORDS + block] = 0;
    held -= 1;
  }
  return bits;
}

/** Everybody whom a shard has room for. */
export function allBits(): Bits {
  return anyBits().fill(-1);
}

export function copyOfBits(bits: Bits): Bits {
  const copy = anyBits();
  copy.set(bits);
  return copy;
}

/** From words without flags; they may end early, where nobody is. */
export function bitsOfWords(words: Int32Array): Bits {
  const bits = anyBits();
  bits.set(words);
  return bits.fill(0, words.length, WORDS).fill(1, WORDS);
}

/** Nobody looks at the set any more: making new ones takes longer than joining them. */
export function giveBack(bits: Bits): void {
  spare.push(bits);
}

export function setBit(bits: Bits, local: number): void {
  bits[local >>> 5] |= 1 << (local & 31);
  bits[WORDS + (local >>> 10)] = 1;
}

export function clearBit(bits: Bits, local: number): void {
  bits[local >>> 5] &= ~(1 << (local & 31));
}

export function toggleBit(bits: Bits, local: number): void {
  bits[local >>> 5] ^= 1 << (local & 31);
  bits[WORDS + (local >>> 10)] = 1;
}

export function hasBit(bits: Bits, local: number): boolean {
  return ((bits[local >>> 5] >>> (local & 31)) & 1) === 1;
}

export function andBits(into: Bits, other: Bits): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    if (into[WORDS + block] === 0) continue;
    into[WORDS + block] = other[WORDS + block];
    andBlock(into, other, block);
  }
}

/** The same with words without flags. */
export function andWords(into: Bits, words: Int32Array): void {
  for (let block = 0; block < BLOCKS; block += 1) if (into[WORDS + block] !== 0) andBlock(into, words, block);
}

export function orBits(into: Bits, other: Bits): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    if (other[WORDS + block] === 0) continue;
    into[WORDS + block] = 1;
    orBlock(into, other, block);
  }
}

/** The same with words without flags. */
export function orWords(into: Bits, words: Int32Array): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    into[WORDS + block] = 1;
    orBlock(into, words, block);
  }
}

/** Those of a set whom any of several sets of words without flags holds, too; bits that belong to the caller. */
export function heldByAny(set: Bits, others: readonly Int32Array[]): Bits {
  const held = copyOfBits(set);
  const [first] = others;
  if (first === undefined) return held.fill(0);
  if (others.length === 1) {
    andWords(held, first);
    return held;
  }
  for (let block = 0; block < BLOCKS; block += 1) {
    if (set[WORDS + block] === 0) continue;
    for (let i = 0; i < others.length; i += 2)
      joinPair(held, others[i], others[i + 1] ?? others[i], block, i > 0);
    andBlock(held, set, block);
  }
  return held;
}

/** Takes out whom any of several sets of words without flags holds. */
export function dropHeldByAny(set: Bits, others: readonly Int32Array[]): void {
  for (let i = 0; i < others.length; i += 2) {
    const some = others[i];
    const more = others[i + 1] ?? some;
    for (let block = 0; block < BLOCKS; block += 1)
      if (set[WORDS + block] !== 0) dropPair(set, some, more, block);
  }
}

/** Takes the others out. */
export function dropBits(into: Bits, others: Bits): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    if (into[WORDS + block] === 0 || others[WORDS + block] === 0) continue;
    const end = (block + 1) * BLOCK_WORDS;
    for (let word = block * BLOCK_WORDS; word < end; word += 4) {
      into[word] &= ~others[word];
      into[word + 1] &= ~others[word + 1];
      into[word + 2] &= ~others[word + 2];
      into[word + 3] &= ~others[word + 3];
    }
  }
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let block = 0; block < BLOCKS; block += 1)
    if (bits[WORDS + block] !== 0) count += countBlock(bits, block);
  return count;
}

/** Roughly as many; 0 only where there are none. */
export function estimateBits(bits: Bits): number {
  const count = sampleBits(bits);
  return count >= BLOCKS * SAMPLED ? count : countHeldWords(bits);
}

/** Few customers seldom share a word. */
function countHeldWords(bits: Bits): number {
  let count = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    if (bits[WORDS + block] === 0) continue;
    const end = (block + 1) * BLOCK_WORDS;
    for (let word = block * BLOCK_WORDS; word < end; word += 1) count += Number(bits[word] !== 0);
  }
  return count;
}

/** As many where they lie evenly. */
export function sampleBits(bits: Bits): number {
  let count = 0;
  for (let block = 0; block < BLOCKS; block += SAMPLED)
    if (bits[WORDS + block] !== 0) count += countBlock(bits, block);
  return count * SAMPLED;
}

/** Smallest number first. */
export function forEachBit(bits: Bits, visit: (local: number) => void): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    if (bits[WORDS + block] === 0) continue;
    const end = (block + 1) * BLOCK_WORDS;
    for (let word = block * BLOCK_WORDS; word < end; word += 1) {
      for (let rest = bits[word]; rest !== 0; rest &= rest - 1) visit(word * 32 + lowestPlace(rest));
    }
  }
}

const listed = new Uint16Array(WORDS * 32);

/** Smallest number first; valid until the next call. */
export function localsOf(bits: Bits): Uint16Array {
  return listed.subarray(0, listBits(bits, listed, 0));
}

/** Writes their numbers, smallest first, from place `from` on; returns the place behind them. */
export function listBits(bits: Bits, into: Uint16Array, from: number): number {
  let size = from;
  for (let block = 0; block < BLOCKS; block += 1) {
    if (bits[WORDS + block] === 0) continue;
    const end = (block + 1) * BLOCK_WORDS;
    for (let word = block * BLOCK_WORDS; word < end; word += 1) {
      for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
        into[size] = word * 32 + lowestPlace(rest);
        size += 1;
      }
    }
  }
  return size;
}

function andBlock(into: Bits, words: Int32Array, block: number): void {
  const end = (block + 1) * BLOCK_WORDS;
  // Four a turn take less than half the time of one.
  for (let word = block * BLOCK_WORDS; word < end; word += 4) {
    into[word] &= words[word];
    into[word + 1] &= words[word + 1];
    into[word + 2] &= words[word + 2];
    into[word + 3] &= words[word + 3];
  }
}

function orBlock(into: Bits, words: Int32Array, block: number): void {
  const end = (block + 1) * BLOCK_WORDS;
  for (let word = block * BLOCK_WORDS; word < end; word += 4) {
    into[word] |= words[word];
    into[word + 1] |= words[word + 1];
    into[word + 2] |= words[word + 2];
    into[word + 3] |= words[word + 3];
  }
}

/** Two a turn take half the loads and stores of one. */
function dropPair(into: Bits, some: Int32Array, more: Int32Array, block: number): void {
  const end = (block + 1) * BLOCK_WORDS;
  for (let word = block * BLOCK_WORDS; word < end; word += 4) {
    into[word] &= ~(some[word] | more[word]);
    into[word + 1] &= ~(some[word + 1] | more[word + 1]);
    into[word + 2] &= ~(some[word + 2] | more[word + 2]);
    into[word + 3] &= ~(some[word + 3] | more[word + 3]);
  }
}

/** @param isMore whether to what the block has already */
function joinPair(into: Bits, some: Int32Array, more: Int32Array, block: number, isMore: boolean): void {
  const end = (block + 1) * BLOCK_WORDS;
  const kept = -Number(isMore);
  for (let word = block * BLOCK_WORDS; word < end; word += 4) {
    into[word] = (into[word] & kept) | some[word] | more[word];
    into[word + 1] = (into[word + 1] & kept) | some[word + 1] | more[word + 1];
    into[word + 2] = (into[word + 2] & kept) | some[word + 2] | more[word + 2];
    into[word + 3] = (into[word + 3] & kept) | some[word + 3] | more[word + 3];
  }
}

function countBlock(bits: Bits, block: number): number {
  const start = block * BLOCK_WORDS;
  const middle = start + BLOCK_WORDS / 2;
  return countWords(bits, start, middle) + countWords(bits, middle, start + BLOCK_WORDS);
}

/** At most 31 words: their bits are added up byte by byte. */
function countWords(bits: Bits, start: number, end: number): number {
  let bytes = 0;
  for (let word = start; word < end; word += 1) {
    const some = bits[word];
    const pairs = some - ((some >>> 1) & 0x5555_5555);
    const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
    bytes += (nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f;
  }
  const halves = (bytes & 0x00ff_00ff) + ((bytes >>> 8) & 0x00ff_00ff);
  return (halves & 0xffff) + (halves >>> 16);
}

/** Of the lowest bit that is set. */
function lowestPlace(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function anyBits(): Bits {
  return spare.pop() ?? new Int32Array(LENGTH);
}
