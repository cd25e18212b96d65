import { doubled } from '../doubled.ts';
import type { Fold } from '../scan/fold.ts';

const FIRST_ROOM = 1024;

/** On which days a row counts. */
export interface StayDays {
  firstDay(row: number): number;
  /** Behind the last day. */
  endDay(row: number): number;
}

/** Rows with the days on which they count, as changes of the customers' figures in order of days. */
export class RowStays implements Fold {
  readonly asksRow = true;
  readonly #days: number;
  readonly #daysOf: StayDays;
  #locals = new Uint16Array(FIRST_ROOM);
  #values = new Float64Array(FIRST_ROOM);
  /** 1 for rows that count, 0 for what takes back. */
  #counts = new Uint8Array(FIRST_ROOM);
  #first = new Uint16Array(FIRST_ROOM);
  #end = new Uint16Array(FIRST_ROOM);
  #size = 0;

  constructor(days: number, daysOf: StayDays) {
    this.#days = days;
    this.#daysOf = daysOf;
  }

  add(local: number, value: number, row: number): void {
    this.#put(local, value, 1, row);
  }

  takeBack(local: number, value: number, row: number): void {
    this.#put(local, -value, 0, row);
  }

  /** Calls for each change of the days in turn; `ends` gives the place behind the changes of each day. */
  changes(): FigureChanges {
    const ends = new Uint32Array(this.#days + 1);
    for (let i = 0; i < this.#size; i += 1) {
      ends[this.#first[i]] += 1;
      if (this.#end[i] < this.#days) ends[this.#end[i]] += 1;
    }
    for (let day = 1; day <= this.#days; day += 1) ends[day] += ends[day - 1];
    const places = Uint32Array.from(ends, (_, day) => (day === 0 ? 0 : ends[day - 1]));
    const total = ends[this.#days];
    const changes = {
      ...{
        ends,
        locals: new Uint16Array(total),
        values: new Float64Array(total),
        counts: new Int8Array(total),
      },
    };
    for (let i = 0; i < this.#size; i += 1) {
      this.#place(changes, places, this.#first[i], i, 1);
      if (this.#end[i] < this.#days) this.#place(changes, places, this.#end[i], i, -1);
    }
    return changes;
  }

  #place(changes: FigureChanges, places: Uint32Array, day: number, i: number, sign: number): void {
    const place = places[day];
    places[day] += 1;
    changes.locals[place] = this.#locals[i];
    changes.values[place] = sign * this.#values[i];
    changes.counts[place] = sign * this.#counts[i];
  }

  #put(local: number, value: number, count: number, row: number): void {
    const first = this.#daysOf.firstDay(row);
    const end = this.#daysOf.endDay(row);
    if (end <= first) return;
    if (this.#size === this.#locals.length) this.#grow();
    this.#locals[this.#size] = local;
    this.#values[this.#size] = value;
    this.#counts[this.#size] = count;
    this.#first[this.#size] = first;
    this.#end[this.#size] = end;
    this.#size += 1;
  }

  #grow(): void {
    this.#locals = doubled(this.#locals);
    this.#values = doubled(this.#values);
    this.#counts = doubled(this.#counts);
    this.#first = doubled(this.#first);
    this.#end = doubled(this.#end);
  }
}

/** What customers' figures gain and lose; the changes of day `d` lie at `ends[d - 1] … ends[d] - 1`. */
export interface FigureChanges {
  ends: Uint32Array;
  locals: Uint16Array;
  values: Float64Array;
  counts: Int8Array;
}
