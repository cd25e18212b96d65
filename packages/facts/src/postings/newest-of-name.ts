import type { AttributeTable } from '../attributes/attribute-table.ts';

const CUSTOMERS = 65_536;
const WORDS = CUSTOMERS / 32;
/** Attributes with more values, such as names, have no bitmaps. */
const MOST_VALUES = 32;

/** The newest value that each customer of a shard has of one attribute. */
export class NewestOfName {
  /** Rows by number in the shard; −1 for none. */
  readonly rows = new Int32Array(CUSTOMERS).fill(-1);
  /** No value is told for a later time. */
  latestMs = Number.NEGATIVE_INFINITY;
  private readonly attributes: AttributeTable;
  private readonly bitmaps = new Map<number, Int32Array>();
  private hasBitmaps = true;

  constructor(attributes: AttributeTable) {
    this.attributes = attributes;
  }

  /** Who has which value, a bit a customer, by the value's code; undefined where there are too many values. */
  holders(): ReadonlyMap<number, Int32Array> | undefined {
    return this.hasBitmaps ? this.bitmaps : undefined;
  }

  /** The customer's newest value is that of the row. */
  put(local: number, row: number): void {
    this.takeOut(local);
    this.rows[local] = row;
    const timeMs = this.attributes.rows.time[row];
    if (timeMs > this.latestMs) this.latestMs = timeMs;
    const bitmap = this.bitmapOf(row);
    if (bitmap !== undefined) bitmap[local >>> 5] |= 1 << (local & 31);
  }

  /** The customer has no value. */
  takeOut(local: number): void {
    const row = this.rows[local];
    if (row < 0) return;
    this.rows[local] = -1;
    const bitmap = this.bitmapOf(row);
    if (bitmap !== undefined) bitmap[local >>> 5] &= ~(1 << (local & 31));
  }

  memoryBytes(): number {
    return this.rows.byteLength + this.bitmaps.size * WORDS * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Of the customers who have the row's value. */
  private bitmapOf(row: number): Int32Array | undefined {
    if (!this.hasBitmaps) return undefined;
    const value = this.attributes.rows.columns.value[row];
    let bitmap = this.bitmaps.get(value);
    if (bitmap === undefined && this.bitmaps.size < MOST_VALUES) {
      bitmap = new Int32Array(WORDS);
      this.bitmaps.set(value, bitmap);
    }
    if (bitmap !== undefined) return bitmap;
    this.hasBitmaps = false;
    this.bitmaps.clear();
    return undefined;
  }
}
