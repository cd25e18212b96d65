/** The customers of one shard as a set: 32 a word. Signed, since the processor's and the engine's whole numbers are. */
export type Bits = Int32Array;

export const SHARD_WORDS = 2048;

const spare: Bits[] = [];

/** An empty set: one that was given back, or a new one. */
export function noBits(): Bits {
  return spare.pop()?.fill(0) ?? new Int32Array(SHARD_WORDS);
}

export function copyOfBits(bits: Bits): Bits {
  const copy = spare.pop() ?? new Int32Array(SHARD_WORDS);
  copy.set(bits);
  return copy;
}

/** Nobody looks at the set any more: making new ones takes longer than joining them. */
export function giveBack(bits: Bits): void {
  spare.push(bits);
}

export function setBit(bits: Bits, local: number): void {
  bits[local >>> 5] |= 1 << (local & 31);
}

export function clearBit(bits: Bits, local: number): void {
  bits[local >>> 5] &= ~(1 << (local & 31));
}

export function hasBit(bits: Bits, local: number): boolean {
  return ((bits[local >>> 5] >>> (local & 31)) & 1) === 1;
}

export function andBits(into: Bits, other: Bits): void {
  const { length } = into;
  for (let word = 0; word < length; word += 1) into[word] &= other[word];
}

export function orBits(into: Bits, other: Bits): void {
  const { length } = into;
  for (let word = 0; word < length; word += 1) into[word] |= other[word];
}

/** Takes the others out. */
export function dropBits(into: Bits, others: Bits): void {
  const { length } = into;
  for (let word = 0; word < length; word += 1) into[word] &= ~others[word];
}

export function countBits(bits: Bits): number {
  const { length } = bits;
  let count = 0;
  for (let word = 0; word < length; word += 1) {
    const pairs = bits[word] - ((bits[word] >>> 1) & 0x5555_5555);
    const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
    const bytes = (nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f;
    const halves = bytes + (bytes >>> 8);
    count += (halves + (halves >>> 16)) & 0x3f;
  }
  return count;
}

/** Smallest number first. */
export function forEachBit(bits: Bits, visit: (local: number) => void): void {
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1)
      visit(word * 32 + 31 - Math.clz32(rest & -rest));
  }
}
