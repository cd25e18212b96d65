import { RowNumbers } from '../columns/row-numbers.ts';
import { type EventTable, HIDDEN } from '../events/event-table.ts';
import type { SourceCodes } from './source-codes.ts';

/** Finds the hits of one customer after the other, in the order that visits ask for. */
export class CustomerHits {
  /** Rows of the events by time; of one instant in the turn of their sources, then by id. */
  readonly found = new RowNumbers();
  private readonly events: EventTable;
  private readonly codes: SourceCodes;

  constructor(events: EventTable, codes: SourceCodes) {
    this.events = events;
    this.codes = codes;
  }

  /** Hits up to an instant that were known at another. */
  find(local: number, untilMs: number, knownAt: number): void {
    const { rows } = this.events;
    const { time } = rows;
    this.found.clear();
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) {
      if (time[row] > untilMs) break;
      this.take(row, knownAt);
    }
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) {
      if (time[row] <= untilMs) this.take(row, knownAt);
    }
    this.sort();
  }

  /** Whether the customer has an event, be it a hit or not, from one instant to another, both within. */
  mayBeWithin(local: number, fromMs: number, toMs: number): boolean {
    const { rows } = this.events;
    const { time } = rows;
    for (let row = rows.mainEnd(local) - 1; row >= rows.mainStart(local) && time[row] >= fromMs; row -= 1) {
      if (time[row] <= toMs) return true;
    }
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) {
      if (time[row] >= fromMs && time[row] <= toMs) return true;
    }
    return false;
  }

  private take(row: number, knownAt: number): void {
    const { flags, recorded, type } = this.events.rows.columns;
    if ((flags[row] & HIDDEN) === 0 && recorded[row] <= knownAt && this.codes.isHit(type[row]))
      this.found.push(row);
  }

  private sort(): void {
    const { codes } = this;
    const { time, columns } = this.events.rows;
    const { source, id } = columns;
    this.found.sort((a, b) => time[a] - time[b] || codes.compare(source[a], source[b]) || id[a] - id[b]);
  }
}
