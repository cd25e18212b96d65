import { slotOf } from './hash.ts';

const MIN_SLOTS = 64;

/**
 * Rows by a 32-bit key, many rows a key. To visit the candidates of a key:
 * `for (let slot = index.first(key), row; (row = index.rowAt(slot)) >= 0; slot = index.next(slot))`;
 * rows of other keys come along, so compare the key column.
 */
export class KeyIndex {
  private slots = new Int32Array(MIN_SLOTS);
  private used = 0;
  private readonly keyOf: (row: number) => number;

  constructor(keyOf: (row: number) => number) {
    this.keyOf = keyOf;
  }

  insert(row: number): void {
    if ((this.used + 1) * 4 > this.slots.length * 3) this.grow();
    this.place(row);
    this.used += 1;
  }

  clear(expectedRows = 0): void {
    let length = MIN_SLOTS;
    while (length * 3 < expectedRows * 5) length *= 2;
    this.slots = new Int32Array(length);
    this.used = 0;
  }

  first(key: number): number {
    return slotOf(key, this.slots.length - 1);
  }

  /** -1 at the end of the candidates. */
  rowAt(slot: number): number {
    return (this.slots[slot] as number) - 1;
  }

  next(slot: number): number {
    return (slot + 1) & (this.slots.length - 1);
  }

  memoryBytes(): number {
    return this.slots.byteLength;
  }

  private place(row: number): void {
    let slot = this.first(this.keyOf(row));
    while (this.slots[slot] !== 0) slot = this.next(slot);
    this.slots[slot] = row + 1;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (const entry of old) if (entry !== 0) this.place(entry - 1);
  }
}
