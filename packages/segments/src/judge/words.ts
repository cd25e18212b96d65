/** Bits of a word of an `Int32Array`. */
export const WORD_BITS = 32;

/** Number of the lowest bit of a word that has one. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Words for so many bits. */
export function wordsFor(bits: number): number {
  return Math.ceil(bits / WORD_BITS);
}
