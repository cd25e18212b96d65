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

/** What a merge of a table did. */
export interface Merged {
  /** The old row of each new one. */
  readonly rows: Uint32Array;
}

/** How runs are made. */
export interface RunMaker<R extends Run, M extends Merged> {
  /** @param before the runs of the rows before these */
  build(from: number, to: number, before: readonly R[]): R;
  /** One run from runs that hold all its rows. @param merged the merge of the table that came in between */
  join(runs: readonly R[], merged?: M): R;
}

/**
 * Indexes of a table, one for the main part and some for the delta, each at least twice as long as the next; a short tail stays
 * without. Row numbers hold until a merge, which joins the runs. Brought up to date by the reader, not by the writer.
 */
export class Runs<R extends Run, M extends Merged = Merged> {
  private readonly table: RunTable;
  private readonly maker: RunMaker<R, M>;
  private readonly tailRows: number;
  private runs: R[] = [];
  private starts: Uint32Array | undefined;

  constructor(table: RunTable, maker: RunMaker<R, M>, tailRows = TAIL_ROWS) {
    this.table = table;
    this.maker = maker;
    this.tailRows = tailRows;
  }

  /** Current runs, the main part's first. */
  current(): readonly R[] {
    const { table } = this;
    if (this.starts !== table.starts) {
      this.starts = table.starts;
      this.runs = table.mainCount > 0 ? [this.maker.build(0, table.mainCount, [])] : [];
    }
    if (table.rowCount - this.tailStart > this.tailRows) this.indexTail();
    return this.runs;
  }

  /** To be called in place of a merge of the table. @param mergeTable merges it; undefined where there was nothing to merge */
  merge(mergeTable: () => M | undefined): void {
    const isCurrent = this.starts === this.table.starts;
    if (isCurrent && this.tailStart < this.table.rowCount) this.indexTail();
    const merged = mergeTable();
    if (!isCurrent || merged === undefined) return;
    this.runs = [this.maker.join(this.runs, merged)];
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
    const { maker, runs, table } = this;
    const tail = maker.build(this.tailStart, table.rowCount, runs);
    const joined = [tail];
    for (let last = runs.at(-1); last !== undefined && last.from >= table.mainCount; last = runs.at(-1)) {
      if (last.to - last.from > 2 * (tail.to - joined[0].from)) break;
      joined.unshift(last);
      runs.pop();
    }
    runs.push(joined.length === 1 ? tail : maker.join(joined));
  }
}

/** The number that each is at in a permutation: `inverse[permutation[i]] = i`. */
export function inverseOf(permutation: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(permutation.length);
  for (let i = 0; i < permutation.length; i += 1) inverse[permutation[i]] = i;
  return inverse;
}
