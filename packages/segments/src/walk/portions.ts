import { PORTION_CUSTOMERS } from './stays.ts';

/** Hands out a list of customers portion by portion, in which two threads may take turns as they get along. */
export class Portions {
  readonly customers: number;
  readonly #taken: Int32Array;

  /** @param taken one word, 0 at the beginning; shared by all who take portions of the same list */
  constructor(customers: number, taken: Int32Array = new Int32Array(1)) {
    this.customers = customers;
    this.#taken = taken;
  }

  /** Where the next portion begins; −1 when all are taken. */
  next(): number {
    const start = Atomics.add(this.#taken, 0, PORTION_CUSTOMERS);
    return start < this.customers ? start : -1;
  }
}
