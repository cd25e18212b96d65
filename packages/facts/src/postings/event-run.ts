import type { EventTable } from '../events/event-table.ts';
import { ChangedCustomers } from './changed-customers.ts';
import type { Run } from './runs.ts';
import { rowsByTime } from './time-order.ts';

/** Events of a range of rows by type and time. */
export class EventRun implements Run {
  readonly from: number;
  readonly to: number;
  /** Rows of type `t`: `rows[typeStarts[t]] … rows[typeStarts[t + 1] - 1]`; none of types beyond the end. By time. */
  readonly typeStarts: Uint32Array;
  readonly rows: Uint32Array;
  /** Beside each row, what it said when the run was made. */
  readonly locals: Uint16Array;
  readonly states: Uint8Array;
  /** Whose states may be others by now. */
  readonly changed = new ChangedCustomers();

  constructor(events: EventTable, from: number, to: number) {
    this.from = from;
    this.to = to;
    const { local, time, columns } = events.rows;
    const { type, flags } = columns;
    const byTime = rowsByTime(time, from, to);
    this.typeStarts = startsByType(type, from, to);
    this.rows = new Uint32Array(to - from);
    const places = this.typeStarts.slice();
    for (const row of byTime) {
      this.rows[places[type[row]]] = row;
      places[type[row]] += 1;
    }
    this.locals = new Uint16Array(to - from);
    this.states = new Uint8Array(to - from);
    for (let place = 0; place < to - from; place += 1) {
      const row = this.rows[place];
      this.locals[place] = local[row];
      this.states[place] = flags[row];
    }
  }

  memoryBytes(): number {
    const { typeStarts, rows, locals, states } = this;
    return typeStarts.byteLength + rows.byteLength + locals.byteLength + states.byteLength;
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
