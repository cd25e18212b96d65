import type { CodeSet } from '../compile/code-set.ts';
import { WORD_BITS } from './words.ts';

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
  readonly #width: number;
  /** By code: the place of its words + 1; 0 while it was not asked for. */
  #places = new Int32Array(0);
  readonly #placesByWords = new Map<string, number>();
  #version = -1;

  /** @param width words a code; columns that are not named are passed by every code */
  constructor(columns: readonly ColumnCodes[], width: number) {
    this.#columns = columns;
    this.#width = width;
  }

  /** To be called before codes are asked for. @param version another one where a set may say something else of a code than before */
  begin(version: number): void {
    if (version !== this.#version) this.#places.fill(0);
    this.#version = version;
  }

  placeOf(code: number): number {
    const place = code < this.#places.length ? this.#places[code] : 0;
    return place === 0 ? this.#find(code) : place - 1;
  }

  #find(code: number): number {
    if (code >= this.#places.length) this.#grow(code);
    const found = new Int32Array(this.#width).fill(-1);
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
    return place;
  }

  #grow(code: number): void {
    const places = new Int32Array(Math.ceil(code * 1.25) + 16);
    places.set(this.#places);
    this.#places = places;
  }
}
