import { imul } from './hash.ts';
import { KeyIndex } from './key-index.ts';
import type { Schema, Table } from './table.ts';

/** Finds a customer's rows of one instant: the sorted main part by bisection, the delta by hash. */
export class InstantIndex<S extends Schema> {
  private readonly table: Table<S>;
  private readonly delta: KeyIndex;
  private indexedRows = 0;
  private indexedMain = -1;

  constructor(table: Table<S>) {
    this.table = table;
    this.delta = new KeyIndex((row) => instantKey(table.local[row] as number, table.time[row] as number));
  }

  /** The first row at that instant that `matches`; -1 without one. */
  find(local: number, time: number, matches: (row: number) => boolean): number {
    const { table } = this;
    const end = table.mainEnd(local);
    for (let row = this.lowerBound(local, time); row < end && table.time[row] === time; row += 1) {
      if (matches(row)) return row;
    }
    this.indexDelta();
    const { delta } = this;
    const key = instantKey(local, time);
    for (
      let slot = delta.first(key), row = delta.rowAt(slot);
      row >= 0;
      slot = delta.next(slot), row = delta.rowAt(slot)
    ) {
      if (table.time[row] === time && table.local[row] === local && matches(row)) return row;
    }
    return -1;
  }

  private lowerBound(local: number, time: number): number {
    let low = this.table.mainStart(local);
    let high = this.table.mainEnd(local);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.table.time[middle] as number) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private indexDelta(): void {
    if (this.indexedMain !== this.table.mainCount) {
      this.delta.clear();
      this.indexedMain = this.table.mainCount;
      this.indexedRows = this.table.mainCount;
    }
    for (; this.indexedRows < this.table.rowCount; this.indexedRows += 1) this.delta.insert(this.indexedRows);
  }
}

function instantKey(local: number, time: number): number {
  return (imul(local + 1, 0x9e37_79b1) ^ (time % 4_294_967_296)) | 0;
}
