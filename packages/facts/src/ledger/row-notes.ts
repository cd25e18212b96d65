/** Customers whose rows are noted at a time: few enough that the notes stay in the processor's cache. */
export const BLOCK_CUSTOMERS = 4096;

/** What a pass over the rows of a block of customers leaves for the sums, by place in the block; written over again and again. */
export class RowNotes {
  /** 1 where the row counts, else 0. */
  counts = new Uint8Array(0);
  /** Counting orders before the row; one more at the end. */
  ordersBefore = new Uint32Array(0);
  /** Rows of the counting orders, the first at 1. */
  orderRows = new Uint32Array(0);
  /** Sum of a column over the counting rows before the row; one more at the end. */
  sumBefore = new Float64Array(0);

  reserve(rows: number): void {
    if (rows <= this.counts.length) return;
    this.counts = new Uint8Array(rows);
    this.ordersBefore = new Uint32Array(rows + 1);
    this.orderRows = new Uint32Array(rows + 2);
    this.sumBefore = new Float64Array(rows + 1);
  }
}
