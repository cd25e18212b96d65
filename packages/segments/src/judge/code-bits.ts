import type { CodeSet } from '../compile/code-set.ts';
import { WORD_BITS } from './words.ts';

const MOST_IN_TWO_BYTES = 0xffff;

/** A column that only codes of a set pass. */
export interface ColumnCodes {
  column: number;
  set: CodeSet;
}

/**
 * Which columns each code of a dictionary passes, a bit a column; looked up in the sets when a code first comes along. Codes that pass the same
 * columns share their words: of thousands of products a few mixes are left, which stay near.
 */
export class CodeBits {
  /** The words of a code begin at `placeOf`. */
  words = new Int32Array(0);
  readonly #columns: readonly ColumnCodes[];
  readonly #every: Int32Array;
  /** By code: the place of its words + 1; 0 while it was not asked for. In two bytes while they hold it, so that more of it stays near. */
  #places: Uint16Array | Uint32Array = new Uint16Array(0);
  readonly #placesByWords = new Map<string, number>();

  /** @param every the words of a code that passes all columns; those that are not named are passed by every code */
  constructor(columns: readonly ColumnCodes[], every: Int32Array) {
    this.#columns = columns;
    this.#every = every;
  }

  /** To be called where a set may say something else of a code than before. */
  forget(): void {
    this.#places.fill(0);
  }

  placeOf(code: number): number {
    const place = code < this.#places.length ? this.#places[code] : 0;
    return place === 0 ? this.#find(code) : place - 1;
  }

  #find(code: number): number {
    if (code >= this.#places.length) this.#grow(code);
    const found = this.#every.slice();
    for (const { column, set } of this.#columns) {
      if (set.codes[code] !== 1) found[column >>> 5] &= ~(1 << (column % WORD_BITS));
    }
    const key = found.join();
    const place = this.#placesByWords.get(key) ?? this.#add(found);
    this.#placesByWords.set(key, place);
    this.#places[code] = place + 1;
    return place;
  }

  #add(found: Int32Array): number {
    const place = this.words.length;
    const words = new Int32Array(place + found.length);
    words.set(this.words);
    words.set(found, place);
    this.words = words;
    if (words.length > MOST_IN_TWO_BYTES && this.#places instanceof Uint16Array)
      this.#places = Uint32Array.from(this.#places);
    return place;
  }

  #grow(code: number): void {
    const length = Math.ceil(code * 1.25) + 16;
    const places = this.#places instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
    places.set(this.#places);
    this.#places = places;
  }
}
