import { doubled } from '../doubled.ts';
import { firstTimeFrom } from '../time-search.ts';

/** Rows of one customer in order of time, kept in arrays that are used again for the next customer. */
export class RowList {
  count = 0;
  timeMs = new Float64Array(16);
  /** Line, row of the ledger, row of the events or number of the visit. */
  item = new Int32Array(16);
  /** Row of its order; −1 when it has none that is known. */
  order = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  push(timeMs: number, item: number, order: number): void {
    if (this.count === this.item.length) this.#grow();
    this.timeMs[this.count] = timeMs;
    this.item[this.count] = item;
    this.order[this.count] = order;
    this.count += 1;
  }

  /** First place whose time is not before an instant. */
  firstFrom(timeMs: number): number {
    if (this.count === 0 || this.timeMs[0] >= timeMs) return 0;
    if (this.timeMs[this.count - 1] < timeMs) return this.count;
    return firstTimeFrom(this.timeMs, this.count, timeMs);
  }

  /** Brings places into order of time; of equal times, the smaller tie first. What is in order already costs one look each. */
  sort(tie: Float64Array | undefined): void {
    let place = 1;
    while (place < this.count && !this.#isBefore(place, place - 1, tie)) place += 1;
    if (place >= this.count) return;
    if (this.count - place <= 64) this.#insertFrom(place, tie);
    else this.#sortAll(tie);
  }

  #isBefore(place: number, other: number, tie: Float64Array | undefined): boolean {
    const difference = this.timeMs[place] - this.timeMs[other];
    if (difference !== 0) return difference < 0;
    return tie !== undefined && tie[this.item[place]] < tie[this.item[other]];
  }

  /** Rows that came late are few, and are put in where they belong. */
  #insertFrom(start: number, tie: Float64Array | undefined): void {
    const { timeMs, item, order } = this;
    for (let place = start; place < this.count; place += 1) {
      let to = place;
      while (to > 0 && this.#isBefore(place, to - 1, tie)) to -= 1;
      if (to === place) continue;
      const [lateMs, lateItem, lateOrder] = [timeMs[place], item[place], order[place]];
      for (let at = place; at > to; at -= 1) {
        timeMs[at] = timeMs[at - 1];
        item[at] = item[at - 1];
        order[at] = order[at - 1];
      }
      timeMs[to] = lateMs;
      item[to] = lateItem;
      order[to] = lateOrder;
    }
  }

  #sortAll(tie: Float64Array | undefined): void {
    const places = Array.from({ length: this.count }, (_, place) => place);
    places.sort((a, b) => (this.#isBefore(a, b, tie) ? -1 : this.#isBefore(b, a, tie) ? 1 : 0));
    const { timeMs, item, order } = this;
    this.timeMs = Float64Array.from({ length: item.length }, (_, i) => timeMs[places[i] ?? i]);
    this.item = Int32Array.from({ length: item.length }, (_, i) => item[places[i] ?? i]);
    this.order = Int32Array.from({ length: item.length }, (_, i) => order[places[i] ?? i]);
  }

  #grow(): void {
    this.timeMs = doubled(this.timeMs);
    this.item = doubled(this.item);
    this.order = doubled(this.order);
  }
}
