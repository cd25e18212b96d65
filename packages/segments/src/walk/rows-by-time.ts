import { doubled } from '../doubled.ts';

const FIRST_ROOM = 64;

/** Rows of one customer, oldest first; of equal times, what came first stands first. */
export class RowsByTime {
  count = 0;
  timeMs = new Float64Array(FIRST_ROOM);
  row = new Uint32Array(FIRST_ROOM);

  clear(): void {
    this.count = 0;
  }

  add(timeMs: number, row: number): void {
    if (this.count === this.row.length) this.#grow();
    let place = this.count;
    for (; place > 0 && this.timeMs[place - 1] > timeMs; place -= 1) {
      this.timeMs[place] = this.timeMs[place - 1];
      this.row[place] = this.row[place - 1];
    }
    this.timeMs[place] = timeMs;
    this.row[place] = row;
    this.count += 1;
  }

  /** Puts rows of one instant into an order. */
  orderTies(compare: (row: number, other: number) => number): void {
    const { timeMs, row } = this;
    for (let place = 1; place < this.count; place += 1) {
      if (timeMs[place - 1] !== timeMs[place]) continue;
      const own = row[place];
      let at = place;
      for (; at > 0 && timeMs[at - 1] === timeMs[place] && compare(row[at - 1], own) > 0; at -= 1)
        row[at] = row[at - 1];
      row[at] = own;
    }
  }

  #grow(): void {
    this.timeMs = doubled(this.timeMs);
    this.row = doubled(this.row);
  }
}
