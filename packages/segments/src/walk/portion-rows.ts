import type { ShardColumns } from '@perennial/facts';
import { doubled } from '../doubled.ts';
import { PORTION_CUSTOMERS } from './stays.ts';

type Rows = Pick<
  ShardColumns['events']['rows'],
  'mainStart' | 'mainEnd' | 'newestDelta' | 'deltaBefore' | 'time'
>;

/**
 * The numbers of chosen rows of some customers, one customer after the other, each one's oldest first; of equal times main ones come first, then the
 * delta's last arrivals. Rows are chosen without branches: whether one is wanted cannot be foreseen.
 */
export class PortionRows {
  count = 0;
  row = new Uint32Array(PORTION_CUSTOMERS);
  /** Behind the rows of each customer. */
  readonly end = new Uint32Array(PORTION_CUSTOMERS);
  #room = 0;

  /** Those whose flags are wanted. @param wanted 1 by flags */
  gatherByFlags(rows: Rows, locals: Uint16Array, flags: Uint8Array, wanted: Uint8Array): void {
    const { end } = this;
    let row = this.#roomForMain(rows, locals);
    let count = 0;
    for (let customer = 0; customer < locals.length; customer += 1) {
      const local = locals[customer];
      const start = count;
      const chosen = this.row;
      const stop = rows.mainEnd(local);
      for (row = rows.mainStart(local); row < stop; row += 1) {
        chosen[count] = row;
        count += wanted[flags[row]];
      }
      for (row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) {
        if (wanted[flags[row]] !== 1) continue;
        this.#insert(row, start, count, rows.time);
        count += 1;
      }
      end[customer] = count;
    }
    this.count = count;
  }

  /** Those of wanted types that do not have a flag. @param wanted 1 by type @param flag the lowest bit */
  gatherByType(
    rows: Rows,
    locals: Uint16Array,
    { type, flags }: { type: Uint16Array; flags: Uint8Array },
    wanted: Uint8Array,
    flag: 1,
  ): void {
    const { end } = this;
    let row = this.#roomForMain(rows, locals);
    let count = 0;
    for (let customer = 0; customer < locals.length; customer += 1) {
      const local = locals[customer];
      const start = count;
      const chosen = this.row;
      const stop = rows.mainEnd(local);
      for (row = rows.mainStart(local); row < stop; row += 1) {
        chosen[count] = row;
        count += wanted[type[row]] & (flags[row] ^ flag);
      }
      for (row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) {
        if ((wanted[type[row]] & (flags[row] ^ flag)) !== 1) continue;
        this.#insert(row, start, count, rows.time);
        count += 1;
      }
      end[customer] = count;
    }
    this.count = count;
  }

  /** Puts rows of one customer and instant into an order. */
  orderTies(time: Float64Array, compare: (row: number, other: number) => number): void {
    const { row } = this;
    for (let customer = 0, place = 0, start = 0; place < this.count; customer += 1, start = place) {
      for (const end = this.end[customer]; place < end; place += 1) {
        const own = row[place];
        let at = place;
        for (; at > start && time[row[at - 1]] === time[own] && compare(row[at - 1], own) > 0; at -= 1)
          row[at] = row[at - 1];
        row[at] = own;
      }
    }
  }

  #insert(row: number, start: number, count: number, time: Float64Array): void {
    // So that the rest of the main rows has room, too.
    this.#room += 1;
    while (this.#room > this.row.length) this.row = doubled(this.row);
    const chosen = this.row;
    const timeMs = time[row];
    let place = count;
    for (; place > start && time[chosen[place - 1]] > timeMs; place -= 1) chosen[place] = chosen[place - 1];
    chosen[place] = row;
  }

  /** @returns the first of the main rows */
  #roomForMain(rows: Rows, locals: Uint16Array): number {
    if (locals.length === 0) return 0;
    const first = rows.mainStart(locals[0]);
    this.#room = rows.mainEnd(locals[locals.length - 1]) - first + 1;
    while (this.#room > this.row.length) this.row = doubled(this.row);
    return first;
  }
}
