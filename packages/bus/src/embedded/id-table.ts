/** What the log knows of an id: where its first message stands and when that came. */
export interface IdEntry {
  sequence: number;
  atMs: number;
}

/** Words a slot: four of hash, one of sequence offset plus one (0 marks a free slot), one of time offset. */
const STRIDE = 6;
const HASH_WORDS = 4;
const FIRST_CAPACITY = 1_024;

/**
 * Open-addressed table from a 128-bit hash to an entry, 24 bytes a slot. Offsets count from the first sequence and time, so
 * one table spans 2^32 messages and 49 days.
 */
export class IdTable {
  readonly startedAtMs: number;
  readonly #firstSequence: number;
  #capacity = FIRST_CAPACITY;
  #slots = new Uint32Array(FIRST_CAPACITY * STRIDE);
  #size = 0;

  constructor(firstSequence: number, startedAtMs: number) {
    this.#firstSequence = firstSequence;
    this.startedAtMs = startedAtMs;
  }

  get memoryBytes(): number {
    return this.#slots.byteLength;
  }

  find(hash: Uint32Array): IdEntry | undefined {
    const at = this.#slotOf(hash, 0);
    const offset = this.#slots[at + HASH_WORDS] ?? 0;
    if (offset === 0) return undefined;
    return {
      sequence: this.#firstSequence + offset - 1,
      atMs: this.startedAtMs + (this.#slots[at + HASH_WORDS + 1] ?? 0),
    };
  }

  /** Sets the entry of a hash, replacing what was there. */
  set(hash: Uint32Array, entry: IdEntry): void {
    if (this.#size * 4 >= this.#capacity * 3) this.#grow();
    const at = this.#slotOf(hash, 0);
    if (this.#slots[at + HASH_WORDS] === 0) this.#size++;
    this.#slots.set(hash.subarray(0, HASH_WORDS), at);
    this.#slots[at + HASH_WORDS] = entry.sequence - this.#firstSequence + 1;
    this.#slots[at + HASH_WORDS + 1] = Math.max(0, entry.atMs - this.startedAtMs);
  }

  /** The slot that holds the hash at `source[from…]`, or the free one where it belongs. */
  #slotOf(source: Uint32Array, from: number): number {
    const mask = this.#capacity - 1;
    const slots = this.#slots;
    for (let slot = (source[from] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * STRIDE;
      if (slots[at + HASH_WORDS] === 0) return at;
      if (
        slots[at] === source[from] &&
        slots[at + 1] === source[from + 1] &&
        slots[at + 2] === source[from + 2] &&
        slots[at + 3] === source[from + 3]
      ) {
        return at;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Uint32Array(this.#capacity * STRIDE);
    for (let from = 0; from < old.length; from += STRIDE) {
      if (old[from + HASH_WORDS] === 0) continue;
      const at = this.#slotOf(old, from);
      for (let word = 0; word < STRIDE; word++) this.#slots[at + word] = old[from + word] ?? 0;
    }
  }
}
