import type { ChangedCustomers } from './changed-customers.ts';

/** So many rows behind the last run are scanned rather than indexed. */
const TAIL_ROWS = 256;

/** An index of the rows `from … to - 1` of a table. */
export interface Run {
  readonly from: number;
  readonly to: number;
  memoryBytes(): number;
  /** Customers whose rows changed since it was made. */
  readonly changed: ChangedCustomers;
}

/** What runs are built over. `starts` is another array after each merge. */
export interface RunTable {
  readonly rowCount: number;
  readonly mainCount: number;
  readonly starts: Uint32Array;
}

/** How runs are made. */
export interface RunMaker<R extends Run> {
  build(from: number, to: number): R;
  /** One run of all rows from runs that hold them, after a merge of the table. @param places the new row of each old one */
  join(runs: readonly R[], places: Uint32Array): R;
}

/**
 * Indexes of a table, one for the main part and some for the delta, each at least twice as long as the next; a short tail stays
 * without. Row numbers hold until a merge, which joins the runs. Brought up to date by the reader, not by the writer.
 */
export class Runs<R extends Run> {
  private readonly table: RunTable;
  private readonly maker: RunMaker<R>;
  private readonly tailRows: number;
  private runs: R[] = [];
  private starts: Uint32Array | undefined;

  constructor(table: RunTable, maker: RunMaker<R>, tailRows = TAIL_ROWS) {
    this.table = table;
    this.maker = maker;
    this.tailRows = tailRows;
  }

  /** Current runs, the main part's first. */
  current(): readonly R[] {
    const { table } = this;
    if (this.starts !== table.starts) {
      this.starts = table.starts;
      this.runs = table.mainCount > 0 ? [this.maker.build(0, table.mainCount)] : [];
    }
    if (table.rowCount - this.tailStart > this.tailRows) this.indexTail();
    return this.runs;
  }

  /** To be called in place of a merge of the table. @param mergeTable merges it and returns the old row of each new one */
  merge(mergeTable: () => Uint32Array | undefined): void {
    const isCurrent = this.starts === this.table.starts;
    if (isCurrent && this.tailStart < this.table.rowCount) this.indexTail();
    const permutation = mergeTable();
    if (!isCurrent || permutation === undefined) return;
    const places = new Uint32Array(permutation.length);
    for (let row = 0; row < permutation.length; row += 1) places[permutation[row]] = row;
    this.runs = [this.maker.join(this.runs, places)];
    this.starts = this.table.starts;
  }

  /** Rows from here on are in no run. Ask after `current`. */
  get tailStart(): number {
    return this.runs.at(-1)?.to ?? 0;
  }

  /** Rows of the customer came or changed. */
  noteChanged(local: number): void {
    for (const { changed } of this.runs) changed.note(local);
  }

  memoryBytes(): number {
    return this.runs.reduce((sum, run) => sum + run.memoryBytes(), 0);
  }

  private indexTail(): void {
    const to = this.table.rowCount;
    let from = this.tailStart;
    for (
      let last = this.runs.at(-1);
      last !== undefined && last.from >= this.table.mainCount;
      last = this.runs.at(-1)
    ) {
      if (last.to - last.from > 2 * (to - from)) break;
      from = last.from;
      this.runs.pop();
    }
    this.runs.push(this.maker.build(from, to));
  }
}
