import type { LedgerTable, MergedLedger } from '../ledger/ledger-table.ts';
import { ChangedCustomers } from './changed-customers.ts';
import { LinePostings } from './line-postings.ts';
import { WORTH_NOTHING, worthOf } from './row-worth.ts';
import { inverseOf, type Run } from './runs.ts';
import { joinedByTime, rowsByTime } from './time-order.ts';

/** Orders, refunds and cancellations of a range of rows by time, and their lines by product and time. */
export class LedgerRun implements Run {
  readonly from: number;
  readonly to: number;
  /** Rows by time; what they said when the run was made is copied beside, since rows of one day lie far apart. */
  readonly rows: Uint32Array;
  readonly locals: Uint16Array;
  /** By `worthOf`. */
  readonly worths: Int32Array;
  /** Places whose worth is none, ascending. */
  readonly untold: Uint32Array;
  /** Whose rows may be worth something else by now. */
  readonly changed = new ChangedCustomers();
  private readonly ledger: LedgerTable;
  private madePostings: LinePostings | undefined;

  /** @param byTime the rows `from … to - 1` by time, where that is known */
  constructor(ledger: LedgerTable, from: number, to: number, byTime?: Uint32Array) {
    this.ledger = ledger;
    this.from = from;
    this.to = to;
    const { time, local, columns } = ledger.rows;
    this.rows = byTime ?? rowsByTime(time, from, to);
    const { flags, amount } = columns;
    this.locals = new Uint16Array(to - from);
    this.worths = new Int32Array(to - from);
    const untold: number[] = [];
    for (let place = 0; place < to - from; place += 1) {
      const row = this.rows[place];
      this.locals[place] = local[row];
      this.worths[place] = worthOf(flags[row], amount[row]);
      if (this.worths[place] <= WORTH_NOTHING) untold.push(place);
    }
    this.untold = Uint32Array.from(untold);
  }

  /** The run of the rows `from … to - 1`, with postings where those before have them. */
  static beside(ledger: LedgerTable, from: number, to: number, before: readonly LedgerRun[]): LedgerRun {
    const run = new LedgerRun(ledger, from, to);
    if (before.some(({ madePostings }) => madePostings !== undefined))
      run.madePostings = run.postingsOfRows();
    return run;
  }

  /** The run of the rows of several. @param merged the merge of the ledger since they were made */
  static join(ledger: LedgerTable, runs: readonly LedgerRun[], merged?: MergedLedger): LedgerRun {
    const rows = merged === undefined ? undefined : inverseOf(merged.rows);
    const lists = runs.map((run) => (rows === undefined ? run.rows : run.rows.map((row) => rows[row])));
    const [from, to] = merged === undefined ? [runs[0].from, runs.at(-1)?.to ?? 0] : [0, merged.rows.length];
    const joined = new LedgerRun(ledger, from, to, joinedByTime(ledger.rows.time, lists));
    const postings = runs.flatMap(({ madePostings, changed }) =>
      madePostings === undefined ? [] : { postings: madePostings, changed },
    );
    if (postings.length < runs.length) return joined;
    const numbers =
      rows === undefined || merged === undefined ? undefined : { rows, lines: inverseOf(merged.lines) };
    joined.madePostings = LinePostings.join(ledger, postings, numbers);
    return joined;
  }

  /** Made when somebody first asks; `changed` then names some customers too many. */
  get postings(): LinePostings {
    this.madePostings ??= this.postingsOfRows();
    return this.madePostings;
  }

  memoryBytes(): number {
    const { rows, locals, worths, untold } = this;
    const log = rows.byteLength + locals.byteLength + worths.byteLength + untold.byteLength;
    return log + (this.madePostings?.memoryBytes() ?? 0);
  }

  private postingsOfRows(): LinePostings {
    const { ledger, rows, from, to } = this;
    const firstLine = ledger.rows.columns.lineStart[from];
    return LinePostings.of(ledger, rows, ledger.lineEnd(to - 1) - firstLine);
  }
}
