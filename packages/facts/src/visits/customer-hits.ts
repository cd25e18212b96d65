import { type EventTable, HIDDEN } from '../events/event-table.ts';
import type { SourceCodes } from './source-codes.ts';

/** Reads the hits of one customer after the other, in the order that visits ask for. The array serves the next customer again. */
export class CustomerHits {
  /** Rows of the events by time; of one instant those first that show a source, then by id. */
  readonly rows: number[] = [];
  private readonly events: EventTable;
  private readonly codes: SourceCodes;

  constructor(events: EventTable, codes: SourceCodes) {
    this.events = events;
    this.codes = codes;
  }

  /** Hits up to an instant that were known at another. */
  read(local: number, untilMs: number, knownAt: number): void {
    const { rows } = this.events;
    const { flags, recorded, type } = rows.columns;
    this.rows.length = 0;
    const take = (row: number): void => {
      if (rows.time[row] > untilMs || recorded[row] > knownAt) return;
      if ((flags[row] & HIDDEN) === 0 && this.codes.isHit(type[row])) this.rows.push(row);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row);
    this.sort();
  }

  timeMs(place: number): number {
    return this.events.rows.time[this.rows[place]];
  }

  /** Code of the dictionary `source`. */
  source(place: number): number {
    return this.events.rows.columns.source[this.rows[place]];
  }

  /** Most are in order already. */
  private sort(): void {
    const { rows, codes } = this;
    const { time, columns } = this.events.rows;
    const { source, id } = columns;
    const inTurn = (a: number, b: number): number =>
      time[a] - time[b] || Number(codes.shows(source[b])) - Number(codes.shows(source[a])) || id[a] - id[b];
    for (let place = 1; place < rows.length; place += 1) {
      if (inTurn(rows[place - 1], rows[place]) <= 0) continue;
      rows.sort(inTurn);
      return;
    }
  }
}
