import type { CodeSet } from '../compile/code-set.ts';

/** A column that only codes of a set pass. */
export interface ColumnCodes {
  column: number;
  set: CodeSet;
}

/** Which columns each code of a dictionary passes, a bit a column; looked up in the sets when a code first comes along. */
export class CodeBits {
  /** The words of a code begin at `placeOf`. */
  words = new Int32Array(0);
  readonly #columns: readonly ColumnCodes[];
  readonly #width: number;
  /** By code: the version that its words are of, + 1. */
  #knownAs = new Uint32Array(0);

  /** @param width words a code; columns that are not named are passed by every code */
  constructor(columns: readonly ColumnCodes[], width: number) {
    this.#columns = columns;
    this.#width = width;
  }

  /** @param version another one where a set may say something else of a code than before */
  placeOf(code: number, version: number): number {
    if (code >= this.#knownAs.length || this.#knownAs[code] !== version + 1) this.#find(code, version);
    return code * this.#width;
  }

  #find(code: number, version: number): void {
    if (code >= this.#knownAs.length) this.#grow(code);
    const place = code * this.#width;
    this.words.fill(-1, place, place + this.#width);
    for (const { column, set } of this.#columns) {
      if (set.codes[code] !== 1) this.words[place + (column >>> 5)] &= ~(1 << (column & 31));
    }
    this.#knownAs[code] = version + 1;
  }

  #grow(code: number): void {
    const length = Math.ceil(code * 1.25) + 16;
    const knownAs = new Uint32Array(length);
    knownAs.set(this.#knownAs);
    this.#knownAs = knownAs;
    const words = new Int32Array(length * this.#width);
    words.set(this.words);
    this.words = words;
  }
}
