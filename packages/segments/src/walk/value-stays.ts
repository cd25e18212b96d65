import { doubled } from '../doubled.ts';

const FIRST_ROOM = 64;

/** On which days each of several values is there: stays of one value that touch are one. */
export class ValueStays {
  count = 0;
  first = new Int32Array(FIRST_ROOM);
  end = new Int32Array(FIRST_ROOM);
  #last = Number.NaN;
  /** By code: the customer who had it last, and its last stay there. */
  #numbers = new Uint32Array(0);
  #places = new Uint32Array(0);
  #number = 0;

  /** Forgets the stays, for the next customer. */
  begin(): void {
    this.count = 0;
    this.#last = Number.NaN;
    this.#number += 1;
  }

  /** Of a value whose rows stand together; first days never fall. */
  addNext(value: number, first: number, end: number): void {
    if (value === this.#last) this.#join(this.count - 1, first, end);
    else this.#push(first, end);
    this.#last = value;
  }

  /** Of a code of a dictionary; first days never fall. */
  addCode(code: number, first: number, end: number): void {
    if (code >= this.#numbers.length) this.#growCodes(code);
    if (this.#numbers[code] === this.#number) this.#places[code] = this.#join(this.#places[code], first, end);
    else this.#places[code] = this.#push(first, end);
    this.#numbers[code] = this.#number;
  }

  #join(place: number, first: number, end: number): number {
    if (this.end[place] < first) return this.#push(first, end);
    if (this.end[place] < end) this.end[place] = end;
    return place;
  }

  #push(first: number, end: number): number {
    if (this.count === this.first.length) this.#grow();
    this.first[this.count] = first;
    this.end[this.count] = end;
    this.count += 1;
    return this.count - 1;
  }

  #grow(): void {
    this.first = doubled(this.first);
    this.end = doubled(this.end);
  }

  #growCodes(code: number): void {
    const [numbers, places] = [this.#numbers, this.#places];
    const length = Math.ceil(code * 1.25) + 64;
    this.#numbers = new Uint32Array(length);
    this.#places = new Uint32Array(length);
    this.#numbers.set(numbers);
    this.#places.set(places);
  }
}
