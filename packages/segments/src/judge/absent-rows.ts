import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { WindowPlaces } from './window-places.ts';

/** Numbers a set in the table: place among the windows, word, bit. */
const WIDTH = 3;

/**
 * Most sets have no row of a customer: another brand, another time. This tells those from one line of bits a window, found once a
 * customer, so that the sets themselves, which lie scattered in memory, are not touched.
 */
export class AbsentRows {
  readonly #numbers: number[] = [];
  #table = new Int32Array(0);
  readonly #windows: WindowPlaces[] = [];
  readonly #samples: CompiledSet[] = [];
  /** Words a window: whether there is a row, then what filters say of the codes. */
  #stride = 1;
  #words = new Int32Array(0);
  #round = -1;

  /** The number by which to ask about a set, whose window must not hang on rows. */
  numberOf(set: CompiledSet): number {
    const word = set.codes === undefined ? 0 : set.codes.word + 1;
    this.#numbers.push(this.#windowOf(set), word, set.codes?.bit ?? 1);
    return this.#numbers.length / WIDTH - 1;
  }

  /** Looks at the customer that is loaded; to be called before asking. */
  look(rows: CustomerRows): void {
    if (this.#round === rows.round) return;
    this.#round = rows.round;
    this.#makeRoom();
    this.#words.fill(0);
    for (let place = 0; place < this.#samples.length; place += 1) {
      const { within, codes } = this.#samples[place];
      within.resolve(rows);
      if (within.start >= within.end) continue;
      this.#words[place * this.#stride] = 1;
      if (codes !== undefined) within.addCodes(rows, codes.matrix, this.#words, place * this.#stride + 1);
    }
  }

  /** True when no row can match; false leaves it open. */
  isAbsent(number: number): boolean {
    const at = number * WIDTH;
    const table = this.#table;
    return (this.#words[table[at] * this.#stride + table[at + 1]] & table[at + 2]) === 0;
  }

  #windowOf(set: CompiledSet): number {
    const known = this.#windows.indexOf(set.within);
    if (known < 0) {
      this.#samples.push(set);
      return this.#windows.push(set.within) - 1;
    }
    if (this.#samples[known]?.codes === undefined) this.#samples[known] = set;
    return known;
  }

  #makeRoom(): void {
    if (this.#table.length < this.#numbers.length) this.#table = Int32Array.from(this.#numbers);
    for (const { codes } of this.#samples) {
      if (codes !== undefined && codes.matrix.width >= this.#stride) this.#stride = codes.matrix.width + 1;
    }
    const length = this.#samples.length * this.#stride;
    if (this.#words.length < length) this.#words = new Int32Array(length);
  }
}
