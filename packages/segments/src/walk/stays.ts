import { doubled } from '../doubled.ts';

/** Customers that are walked over together: their rows stay in the processor's cache. */
export const PORTION_CUSTOMERS = 512;
const FIRST_ROOM = 2 * PORTION_CUSTOMERS;

/** Rows of some customers, one customer after the other, each one's oldest first, with the days on which they lie in a window. The arrays serve the next ones again. */
export class Stays {
  count = 0;
  timeMs = new Float64Array(FIRST_ROOM);
  /** Never falls from row to row of a customer. */
  first = new Int32Array(FIRST_ROOM);
  /** Behind the last day. */
  end = new Int32Array(FIRST_ROOM);
  /** Line, row of the ledger, row of the events or number of the visit. */
  item = new Int32Array(FIRST_ROOM);
  /** Row of its order; −1 when it has none. */
  order = new Int32Array(FIRST_ROOM);
  /** The rows of the customer in a place: `starts[place] … starts[place + 1] - 1`. */
  readonly starts = new Uint32Array(PORTION_CUSTOMERS + 1);
  #customers = 0;

  clear(): void {
    this.count = 0;
    this.#customers = 0;
  }

  /** Behind the customer's last row. */
  endCustomer(): void {
    this.#customers += 1;
    this.starts[this.#customers] = this.count;
  }

  /** Of equal times, what came first stands first. */
  add(timeMs: number, first: number, end: number, item: number, order: number): void {
    if (this.count === this.item.length) this.#grow();
    const place = this.#placeFor(timeMs);
    this.timeMs[place] = timeMs;
    this.first[place] = first;
    this.end[place] = end;
    this.item[place] = item;
    this.order[place] = order;
    this.count += 1;
  }

  /** So that others may write as many behind those that are there. */
  roomFor(rows: number): void {
    while (this.count + rows > this.item.length) this.#grow();
  }

  /** A row that is not before the last one, where there is room. @param isIn 0 for one that is not kept: written over by the next */
  putIf(isIn: number, timeMs: number, first: number, end: number, item: number, order: number): void {
    const place = this.count;
    this.timeMs[place] = timeMs;
    this.first[place] = first;
    this.end[place] = end;
    this.item[place] = item;
    this.order[place] = order;
    this.count = place + isIn;
  }

  /** The first place of `start … stop` whose time is not before an instant. */
  placeFrom(timeMs: number, start: number, stop: number): number {
    let low = start;
    let high = stop;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeMs[middle] < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Mostly the end: rows come nearly in order. */
  #placeFor(timeMs: number): number {
    const start = this.starts[this.#customers];
    let place = this.count;
    for (; place > start && this.timeMs[place - 1] > timeMs; place -= 1) this.#move(place - 1, place);
    return place;
  }

  #move(from: number, to: number): void {
    this.timeMs[to] = this.timeMs[from];
    this.first[to] = this.first[from];
    this.end[to] = this.end[from];
    this.item[to] = this.item[from];
    this.order[to] = this.order[from];
  }

  #grow(): void {
    this.timeMs = doubled(this.timeMs);
    this.first = doubled(this.first);
    this.end = doubled(this.end);
    this.item = doubled(this.item);
    this.order = doubled(this.order);
  }
}
