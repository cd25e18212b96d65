import type { EventTable } from '../events/event-table.ts';
import type { Run } from './runs.ts';
import { rowsByTime } from './time-order.ts';

/** Events of a range of rows by type and time. */
export class EventRun implements Run {
  readonly from: number;
  readonly to: number;
  /** Rows of type `t`: `rows[typeStarts[t]] … rows[typeStarts[t + 1] - 1]`; none of types beyond the end. By time. */
  readonly typeStarts: Uint32Array;
  readonly rows: Uint32Array;

  constructor(events: EventTable, from: number, to: number) {
    this.from = from;
    this.to = to;
    const { type } = events.rows.columns;
    const byTime = rowsByTime(events.rows.time, from, to);
    this.typeStarts = startsByType(type, from, to);
    this.rows = new Uint32Array(to - from);
    const places = this.typeStarts.slice();
    for (const row of byTime) {
      this.rows[places[type[row]]] = row;
      places[type[row]] += 1;
    }
  }

  memoryBytes(): number {
    return this.typeStarts.byteLength + this.rows.byteLength;
  }
}

function startsByType(type: Uint16Array, from: number, to: number): Uint32Array<ArrayBuffer> {
  let largest = -1;
  for (let row = from; row < to; row += 1) if (type[row] > largest) largest = type[row];
  const starts = new Uint32Array(largest + 2);
  for (let row = from; row < to; row += 1) starts[type[row] + 1] += 1;
  for (let code = 0; code <= largest; code += 1) starts[code + 1] += starts[code];
  return starts;
}
