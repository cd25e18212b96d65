import { doubled } from '../../doubled.ts';
import type { VerdictTurns } from './verdict-turns.ts';

const FIRST_ROOM = 64;
/** More are sorted as a whole. */
const MOST_INSERTED = 64;

/** A verdict on figures: how many rows each has, and what they add up to. */
export type FiguresPass = (counts: ArrayLike<number>, values: ArrayLike<number>) => boolean;

/** Figures of one customer, followed from day to day as rows come and go. */
export class FigureSweep {
  readonly #passes: FiguresPass;
  /** The verdict on no rows. */
  readonly rest: boolean;
  readonly #counts: Float64Array;
  readonly #values: Float64Array;
  #size = 0;
  #first = new Int32Array(FIRST_ROOM);
  #end = new Int32Array(FIRST_ROOM);
  #figure = new Uint16Array(FIRST_ROOM);
  #count = new Uint8Array(FIRST_ROOM);
  #value = new Float64Array(FIRST_ROOM);
  #byFirst = new Int32Array(FIRST_ROOM);
  #byEnd = new Int32Array(FIRST_ROOM);

  constructor(figures: number, passes: FiguresPass) {
    this.#passes = passes;
    this.#counts = new Float64Array(figures);
    this.#values = new Float64Array(figures);
    this.rest = passes(this.#counts, this.#values);
  }

  /** @param count 1 for a row that counts, 0 for what takes back */
  add(first: number, end: number, figure: number, count: number, value: number): void {
    const place = this.#size;
    if (place === this.#first.length) this.#grow();
    this.#first[place] = first;
    this.#end[place] = end;
    this.#figure[place] = figure;
    this.#count[place] = count;
    this.#value[place] = value;
    this.#size += 1;
  }

  /** Tells the days on which the verdict turns, and forgets the rows. */
  run(local: number, days: number, turns: VerdictTurns): void {
    if (this.#size === 0) return;
    inOrder(this.#byFirst, this.#first, this.#size);
    inOrder(this.#byEnd, this.#end, this.#size);
    this.#follow(local, days, turns);
    this.#size = 0;
    for (let figure = 0; figure < this.#counts.length; figure += 1) {
      this.#counts[figure] = 0;
      this.#values[figure] = 0;
    }
  }

  #follow(local: number, days: number, turns: VerdictTurns): void {
    const size = this.#size;
    const first = this.#first;
    const end = this.#end;
    const byFirst = this.#byFirst;
    const byEnd = this.#byEnd;
    let holds = this.rest;
    for (let come = 0, gone = 0; gone < size; ) {
      const comesOn = come < size ? first[byFirst[come]] : days;
      const goesOn = end[byEnd[gone]];
      const day = Math.min(comesOn, goesOn);
      if (day >= days) return;
      for (; come < size && first[byFirst[come]] === day; come += 1) this.#change(byFirst[come], 1);
      for (; gone < size && end[byEnd[gone]] === day; gone += 1) this.#change(byEnd[gone], -1);
      if (this.#passes(this.#counts, this.#values) === holds) continue;
      holds = !holds;
      turns.add(local, day);
    }
  }

  #change(place: number, sign: number): void {
    const figure = this.#figure[place];
    this.#counts[figure] += sign * this.#count[place];
    this.#values[figure] += sign * this.#value[place];
  }

  #grow(): void {
    this.#first = doubled(this.#first);
    this.#end = doubled(this.#end);
    this.#figure = doubled(this.#figure);
    this.#count = doubled(this.#count);
    this.#value = doubled(this.#value);
    this.#byFirst = doubled(this.#byFirst);
    this.#byEnd = doubled(this.#byEnd);
  }
}

/** Places in the order of their days; rows come nearly in it. */
function inOrder(places: Int32Array, days: Int32Array, size: number): void {
  if (size > MOST_INSERTED) {
    for (let place = 0; place < size; place += 1) places[place] = place;
    if (!isAscending(days, size)) places.subarray(0, size).sort((a, b) => days[a] - days[b]);
    return;
  }
  for (let place = 0; place < size; place += 1) {
    let at = place;
    for (; at > 0 && days[places[at - 1]] > days[place]; at -= 1) places[at] = places[at - 1];
    places[at] = place;
  }
}

function isAscending(days: Int32Array, size: number): boolean {
  for (let place = 1; place < size; place += 1) if (days[place] < days[place - 1]) return false;
  return true;
}
