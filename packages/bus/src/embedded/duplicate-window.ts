import { randomBytes } from 'node:crypto';
import { type HashKey, hashId } from './id-hash.ts';
import { type IdEntry, IdTable } from './id-table.ts';

function randomKey(): HashKey {
  const bytes = randomBytes(8);
  return { low: bytes.readInt32LE(0), high: bytes.readInt32LE(4) };
}

/**
 * Remembers message ids for a window, in two generations: when the older one holds nothing within the window it is dropped
 * whole. Memory is bounded by the ids of two windows at 24 to 64 bytes each. The hash is keyed anew in each process.
 */
export class DuplicateWindow {
  readonly #windowMs: number;
  readonly #keys: readonly [HashKey, HashKey] = [randomKey(), randomKey()];
  readonly #hash = new Uint32Array(4);
  #current: IdTable | undefined;
  #previous: IdTable | undefined;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  get memoryBytes(): number {
    return (this.#current?.memoryBytes ?? 0) + (this.#previous?.memoryBytes ?? 0);
  }

  /** The entry of the first message with this id within the window, else undefined after remembering this one. */
  firstOrRemember(id: string, sequence: number, atMs: number): IdEntry | undefined {
    hashId(id, this.#keys, this.#hash);
    this.#rotate(sequence, atMs);
    const known = this.#current?.find(this.#hash) ?? this.#previous?.find(this.#hash);
    if (known && atMs - known.atMs < this.#windowMs) return known;
    this.#current?.set(this.#hash, { sequence, atMs });
    return undefined;
  }

  #rotate(sequence: number, atMs: number): void {
    if (this.#current && atMs - this.#current.startedAtMs < this.#windowMs) return;
    this.#previous = this.#current;
    this.#current = new IdTable(sequence, atMs);
  }
}
