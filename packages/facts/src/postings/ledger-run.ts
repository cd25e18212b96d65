import type { LedgerTable } from '../ledger/ledger-table.ts';
import { ChangedCustomers } from './changed-customers.ts';
import { LinePostings } from './line-postings.ts';
import type { Run } from './runs.ts';
import { rowsByTime } from './time-order.ts';

/** Orders, refunds and cancellations of a range of rows by time, and their lines by product and time. */
export class LedgerRun implements Run {
  readonly from: number;
  readonly to: number;
  /** Rows by time; what they said when the run was made is copied beside, since rows of one day lie far apart. */
  readonly rows: Uint32Array;
  readonly locals: Uint16Array;
  readonly states: Uint8Array;
  readonly amounts: Float64Array;
  readonly postings: LinePostings;
  /** Whose states may be others by now. */
  readonly changed = new ChangedCustomers();

  constructor(ledger: LedgerTable, from: number, to: number) {
    this.from = from;
    this.to = to;
    const { time, local, columns } = ledger.rows;
    this.rows = rowsByTime(time, from, to);
    this.locals = Uint16Array.from(this.rows, (row) => local[row]);
    this.states = Uint8Array.from(this.rows, (row) => columns.flags[row]);
    this.amounts = Float64Array.from(this.rows, (row) => columns.amount[row]);
    const firstLine = columns.lineStart[from];
    this.postings = new LinePostings(ledger, this.rows, firstLine, ledger.lineEnd(to - 1) - firstLine);
  }

  memoryBytes(): number {
    const { rows, locals, states, amounts, postings } = this;
    const log = rows.byteLength + locals.byteLength + states.byteLength + amounts.byteLength;
    return log + postings.memoryBytes();
  }
}
