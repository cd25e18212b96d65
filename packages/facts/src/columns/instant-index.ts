import { imul } from './hash.ts';
import { KeyIndex } from './key-index.ts';
import type { Schema, Table } from './table.ts';

/** So many delta rows of a customer are looked through; who has more is found by hash. */
const MOST_CHAINED = 16;

/** Finds a customer's rows of one instant: the sorted main part by bisection, the delta by its chain or by hash. */
export class InstantIndex<S extends Schema> {
  private readonly table: Table<S>;
  private readonly delta: KeyIndex;
  private indexedRows = 0;
  private indexedMain = -1;

  constructor(table: Table<S>) {
    this.table = table;
    this.delta = new KeyIndex((row) => instantKey(table.local[row], table.time[row]));
  }

  /** The first row at that instant that `matches`; -1 without one. */
  find(local: number, time: number, matches: (row: number) => boolean): number {
    const main = this.findMain(local, time, matches);
    if (main >= 0) return main;
    const { table } = this;
    let row = table.newestDelta(local);
    for (let looked = 0; row >= 0 && looked < MOST_CHAINED; looked += 1) {
      if (table.time[row] === time && matches(row)) return row;
      row = table.deltaBefore(row);
    }
    return row < 0 ? -1 : this.findHashed(local, time, matches);
  }

  private findMain(local: number, time: number, matches: (row: number) => boolean): number {
    const { table } = this;
    const end = table.mainEnd(local);
    if (end === table.mainStart(local) || table.time[end - 1] < time) return -1;
    for (let row = this.lowerBound(local, time); row < end && table.time[row] === time; row += 1) {
      if (matches(row)) return row;
    }
    return -1;
  }

  private findHashed(local: number, time: number, matches: (row: number) => boolean): number {
    this.indexDelta();
    const { delta, table } = this;
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
      if (this.table.time[middle] < time) low = middle + 1;
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
