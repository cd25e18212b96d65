import type { EventTable } from '../events/event-table.ts';
import { ChangedCustomers } from './changed-customers.ts';
import { inverseOf, type Merged, type Run } from './runs.ts';
import { joinedByTime, rowsByTime } from './time-order.ts';

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

  /** @param rows the rows `from … to - 1` by type and time, where that is known */
  constructor(events: EventTable, from: number, to: number, rows?: Uint32Array) {
    this.from = from;
    this.to = to;
    const { local, columns } = events.rows;
    const { type, flags } = columns;
    this.typeStarts = startsByType(type, from, to);
    this.rows = rows ?? rowsByType(events, from, to, this.typeStarts.slice());
    this.locals = new Uint16Array(to - from);
    this.states = new Uint8Array(to - from);
    for (let place = 0; place < to - from; place += 1) {
      const row = this.rows[place];
      this.locals[place] = local[row];
      this.states[place] = flags[row];
    }
  }

  /** The run of the rows of several. @param merged the merge of the events since they were made */
  static join(events: EventTable, runs: readonly EventRun[], merged?: Merged): EventRun {
    const types = Math.max(0, ...runs.map(({ typeStarts }) => typeStarts.length - 1));
    const places = merged === undefined ? undefined : inverseOf(merged.rows);
    const [from, to] = merged === undefined ? [runs[0].from, runs.at(-1)?.to ?? 0] : [0, merged.rows.length];
    const joined = new Uint32Array(to - from);
    let place = 0;
    for (let type = 0; type < types; type += 1) {
      const lists = runs.map((run) => {
        const rows = run.ofType(type);
        return places === undefined ? rows : rows.map((row) => places[row]);
      });
      const list = joinedByTime(events.rows.time, lists);
      joined.set(list, place);
      place += list.length;
    }
    return new EventRun(events, from, to, joined);
  }

  private ofType(type: number): Uint32Array {
    const { rows, typeStarts } = this;
    return type < typeStarts.length - 1
      ? rows.subarray(typeStarts[type], typeStarts[type + 1])
      : rows.subarray(0, 0);
  }

  memoryBytes(): number {
    const { typeStarts, rows, locals, states } = this;
    return typeStarts.byteLength + rows.byteLength + locals.byteLength + states.byteLength;
  }
}

/** @param places where each type begins; moved on */
function rowsByType(events: EventTable, from: number, to: number, places: Uint32Array): Uint32Array {
  const { time, columns } = events.rows;
  const rows = new Uint32Array(to - from);
  for (const row of rowsByTime(time, from, to)) {
    const type = columns.type[row];
    rows[places[type]] = row;
    places[type] += 1;
  }
  return rows;
}

function startsByType(type: Uint16Array, from: number, to: number): Uint32Array<ArrayBuffer> {
  let largest = -1;
  for (let row = from; row < to; row += 1) if (type[row] > largest) largest = type[row];
  const starts = new Uint32Array(largest + 2);
  for (let row = from; row < to; row += 1) starts[type[row] + 1] += 1;
  for (let code = 0; code <= largest; code += 1) starts[code + 1] += starts[code];
  return starts;
}
