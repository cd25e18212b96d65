import { doubled } from '../doubled.ts';
import type { Stays } from './stays.ts';

const FIRST_ROOM = 16;

/** Some of the days, in spans `first[i] … end[i] - 1` that lie apart, ascending. */
export class DaySpans {
  count = 0;
  first = new Int32Array(FIRST_ROOM);
  end = new Int32Array(FIRST_ROOM);
  #count = 0;
  #first = new Int32Array(FIRST_ROOM);
  #end = new Int32Array(FIRST_ROOM);

  /** The days of one span, if there are any. */
  begin(first: number, end: number): void {
    this.count = first < end ? 1 : 0;
    this.first[0] = first;
    this.end[0] = end;
  }

  /** Takes out the days on which none of the stays `start … stop - 1` is there. */
  keep({ first, end }: Stays, start: number, stop: number): void {
    this.#turnOver();
    for (let span = 0; span < this.#count; span += 1) {
      const spanEnd = this.#end[span];
      let day = this.#first[span];
      for (let place = start; place < stop && day < spanEnd && first[place] < spanEnd; place += 1) {
        if (end[place] <= day) continue;
        const until = Math.min(end[place], spanEnd);
        this.#add(Math.max(day, first[place]), until);
        day = until;
      }
    }
  }

  /** Takes out the days on which one of the stays `start … stop - 1` is there. */
  drop({ first, end }: Stays, start: number, stop: number): void {
    this.#turnOver();
    for (let span = 0; span < this.#count; span += 1) {
      const spanEnd = this.#end[span];
      let day = this.#first[span];
      for (let place = start; place < stop && day < spanEnd && first[place] < spanEnd; place += 1) {
        if (end[place] <= day) continue;
        if (first[place] > day) this.#add(day, first[place]);
        day = end[place];
      }
      if (day < spanEnd) this.#add(day, spanEnd);
    }
  }

  #add(first: number, end: number): void {
    if (this.count > 0 && this.end[this.count - 1] === first) {
      this.end[this.count - 1] = end;
      return;
    }
    if (this.count === this.first.length) this.#grow();
    this.first[this.count] = first;
    this.end[this.count] = end;
    this.count += 1;
  }

  /** What is, becomes what was. */
  #turnOver(): void {
    const { first, end } = this;
    this.first = this.#first;
    this.end = this.#end;
    this.#first = first;
    this.#end = end;
    this.#count = this.count;
    this.count = 0;
  }

  #grow(): void {
    this.first = doubled(this.first);
    this.end = doubled(this.end);
  }
}
