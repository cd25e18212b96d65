import type { ShardColumns } from '@perennial/facts';
import { doubled } from '../doubled.ts';
import { PORTION_CUSTOMERS } from './stays.ts';

type Rows = Pick<ShardColumns['events']['rows'], 'mainStart' | 'mainEnd' | 'newestDelta' | 'deltaBefore'>;

/** The numbers of all rows of some customers, one customer after the other: the main ones in order of time, then those of the delta. */
export class PortionRows {
  row = new Uint32Array(PORTION_CUSTOMERS);
  /** Behind the rows of each customer. */
  readonly end = new Uint32Array(PORTION_CUSTOMERS);
  #count = 0;

  gather(rows: Rows, locals: Uint16Array): void {
    this.#count = 0;
    for (let customer = 0; customer < locals.length; customer += 1) {
      const local = locals[customer];
      for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) this.#put(row);
      for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) this.#put(row);
      this.end[customer] = this.#count;
    }
  }

  #put(row: number): void {
    if (this.#count === this.row.length) this.row = doubled(this.row);
    this.row[this.#count] = row;
    this.#count += 1;
  }
}
