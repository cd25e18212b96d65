import type { ColumnArrays } from '../columns/column.ts';
import { InstantIndex } from '../columns/instant-index.ts';
import { type Columns, Table } from '../columns/table.ts';
import type { Place } from '../ledger/append.ts';

/** Bit of the column `flags`. */
export const HIDDEN = 1;

export const eventSchema = {
  flags: 'u8',
  recorded: 'f64',
  /** `hash53` of the event's id. */
  id: 'f64',
  node: 'u32',
  product: 'u32',
  page: 'u32',
  query: 'u32',
  source: 'u32',
  durationMs: 'u32',
  type: 'u16',
} as const;

/** Rows of one customer that may wait to be appended together: what comes again is looked for among them one by one. */
const MOST_WAITING = 32;

/** Rows of events outside the table. */
export type EventRows = Columns<typeof eventSchema> & { time: ColumnArrays['f64'] };

/** What one shard's customers did besides buying. */
export class EventTable {
  readonly rows = new Table(eventSchema);
  private readonly instants = new InstantIndex(this.rows);
  private wantedId = 0;
  private wantedNode = 0;

  /**
   * Takes rows in, those of one customer side by side: `locals[i]` is the customer of `rows[i]`. Tells the places of those that were not known.
   */
  append(from: EventRows, rows: Uint32Array, locals: Uint16Array, changed: (place: number) => void): void {
    const fresh = new Uint32Array(rows.length);
    const freshLocals = new Uint16Array(rows.length);
    let count = 0;
    let ofCustomer = 0;
    for (let i = 0; i < rows.length; i += 1) {
      if (i > 0 && locals[i] !== locals[i - 1]) ofCustomer = 0;
      if (ofCustomer === MOST_WAITING) {
        this.appendFresh(from, fresh.subarray(0, count), freshLocals);
        count = 0;
        ofCustomer = 0;
      }
      const row = rows[i];
      const waiting = findWaiting(from, fresh, count - ofCustomer, count, row);
      if (waiting >= 0) {
        if (!lowerRecorded(from.recorded, waiting, from.recorded[row])) continue;
      } else {
        const known = this.find(locals[i], from, row);
        if (known < 0) {
          fresh[count] = row;
          freshLocals[count] = locals[i];
          count += 1;
          ofCustomer += 1;
        } else if (!lowerRecorded(this.rows.columns.recorded, known, from.recorded[row])) continue;
      }
      changed(i);
    }
    this.appendFresh(from, fresh.subarray(0, count), freshLocals);
  }

  /** Follows a change of the node's owner. */
  showNode(place: Place): void {
    const { node, flags } = this.rows.columns;
    for (const row of this.rows.rowsOf(place.local)) {
      if (node[row] !== place.node) continue;
      flags[row] = ((flags[row] as number) & ~HIDDEN) | (place.visible ? 0 : HIDDEN);
    }
  }

  /** Returns the old row of each new one; undefined where there was nothing to merge. */
  merge(): { rows: Uint32Array } | undefined {
    return this.rows.mainCount < this.rows.rowCount ? { rows: this.rows.merge() } : undefined;
  }

  private appendFresh(from: EventRows, rows: Uint32Array, locals: Uint16Array): void {
    if (rows.length > 0) this.rows.appendRows(from, rows, locals);
  }

  private find(local: number, from: EventRows, row: number): number {
    this.wantedId = from.id[row];
    this.wantedNode = from.node[row];
    return this.instants.find(local, from.time[row], this.isWanted);
  }

  private readonly isWanted = (row: number): boolean => {
    const { id, node } = this.rows.columns;
    return id[row] === this.wantedId && node[row] === this.wantedNode;
  };
}

/** Among the rows `waiting[start … end - 1]`, the one that tells the same event; -1 without one. */
function findWaiting(from: EventRows, waiting: Uint32Array, start: number, end: number, row: number): number {
  const { time, id, node } = from;
  for (let place = start; place < end; place += 1) {
    const other = waiting[place];
    if (time[other] === time[row] && id[other] === id[row] && node[other] === node[row]) return other;
  }
  return -1;
}

/** True when it was learned earlier than we thought. */
function lowerRecorded(recorded: Float64Array, row: number, recordedMs: number): boolean {
  if (recordedMs >= recorded[row]) return false;
  recorded[row] = recordedMs;
  return true;
}
