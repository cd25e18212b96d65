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

/**
 * Indexes of a table, one for the main part and some for the delta, each at least twice as long as the next; a short tail stays
 * without. Row numbers hold until a merge, then all is built anew. Brought up to date by the reader, not by the writer.
 */
export class Runs<R extends Run> {
  private readonly table: RunTable;
  private readonly build: (from: number, to: number) => R;
  private readonly tailRows: number;
  private runs: R[] = [];
  private starts: Uint32Array | undefined;

  constructor(table: RunTable, build: (from: number, to: number) => R, tailRows = TAIL_ROWS) {
    this.table = table;
    this.build = build;
    this.tailRows = tailRows;
  }

  /** Current runs, the main part's first. */
  current(): readonly R[] {
    const { table } = this;
    if (this.starts !== table.starts) {
      this.starts = table.starts;
      this.runs = table.mainCount > 0 ? [this.build(0, table.mainCount)] : [];
    }
    if (table.rowCount - this.tailStart > this.tailRows) this.indexTail();
    return this.runs;
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
    this.runs.push(this.build(from, to));
  }
}
