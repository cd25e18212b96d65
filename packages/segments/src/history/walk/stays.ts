import { doubled } from '../../doubled.ts';
import { firstTimeFrom } from '../../time-search.ts';

const FIRST_ROOM = 64;

/** Rows of one customer, oldest first, with the days on which they lie in a window. The arrays serve the next customer again. */
export class Stays {
  count = 0;
  timeMs = new Float64Array(FIRST_ROOM);
  /** Never falls from row to row. */
  first = new Int32Array(FIRST_ROOM);
  /** Behind the last day. */
  end = new Int32Array(FIRST_ROOM);
  /** Line, row of the ledger, row of the events or number of the visit. */
  item = new Int32Array(FIRST_ROOM);
  /** Row of its order; −1 when it has none. */
  order = new Int32Array(FIRST_ROOM);

  clear(): void {
    this.count = 0;
  }

  /** Of equal times, what came first stands first. */
  add(timeMs: number, first: number, end: number, item: number, order: number): void {
    if (this.count === this.item.length) this.#grow();
    let place = this.count;
    for (; place > 0 && this.timeMs[place - 1] > timeMs; place -= 1) this.#move(place - 1, place);
    this.timeMs[place] = timeMs;
    this.first[place] = first;
    this.end[place] = end;
    this.item[place] = item;
    this.order[place] = order;
    this.count += 1;
  }

  /** The first place whose time is not before an instant. */
  placeFrom(timeMs: number): number {
    return firstTimeFrom(this.timeMs, this.count, timeMs);
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
