const WAVES = 3;
const LARGEST_CHUNK = 120;

/** Seeded disorder: mulberry32 by Tommy Ettinger. */
export class Shuffler {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Whole number from 0 to `bound` − 1. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }

  /** All items, and a share of them again. */
  repeat<T>(items: readonly T[], share: number): T[] {
    return [...items, ...items.filter(() => this.below(1000) < share * 1000)];
  }

  /** Shuffled and parted into waves. */
  waves<T>(items: readonly T[]): T[][] {
    const shuffled = this.shuffle(items);
    const size = Math.ceil(shuffled.length / WAVES);
    return Array.from({ length: WAVES }, (_, wave) => shuffled.slice(wave * size, (wave + 1) * size));
  }

  /** Chunks of uneven size. */
  chunks<T>(items: readonly T[]): T[][] {
    const chunks: T[][] = [];
    for (let start = 0; start < items.length; ) {
      const size = 1 + this.below(LARGEST_CHUNK);
      chunks.push(items.slice(start, start + size));
      start += size;
    }
    return chunks;
  }
}
