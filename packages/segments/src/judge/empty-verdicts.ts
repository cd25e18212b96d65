import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf } from './leaf.ts';
import type { WindowPlaces } from './window-places.ts';

/** Numbers a leaf in the table: leaf, place among the windows, word, bit, verdict, whether it asks refunds. */
const WIDTH = 6;

/**
 * Most leaves ask for rows that a customer does not have: another brand, another time. This tells the verdicts of those from one table and one line of bits a
 * window, so that the leaves themselves, which lie scattered in memory, are not touched.
 */
export class EmptyVerdicts {
  readonly #table: Int32Array;
  readonly #windows: WindowPlaces[] = [];
  readonly #samples: CompiledSet[] = [];
  /** Words a window: whether there is a row, then what filters say of the codes. */
  #stride = 1;
  #words = new Int32Array(0);

  constructor(leaves: readonly CompiledLeaf[]) {
    const numbers: number[] = [];
    for (const [leaf, { ifEmpty }] of leaves.entries()) {
      if (ifEmpty === undefined) continue;
      const { set, holds, asksRefunds } = ifEmpty;
      const word = set.codes === undefined ? 0 : set.codes.word + 1;
      const bit = set.codes?.bit ?? 1;
      numbers.push(leaf, this.#windowOf(set), word, bit, holds ? 1 : 0, asksRefunds ? 1 : 0);
    }
    this.#table = Int32Array.from(numbers);
  }

  /** Writes `no`, or the number after it for yes, to each leaf whose verdict follows; the others are left as they are. */
  write(rows: CustomerRows, verdicts: Int32Array, no: number): void {
    this.#look(rows);
    const table = this.#table;
    const words = this.#words;
    const stride = this.#stride;
    const hasRefunds = rows.refunds.count > 0;
    for (let at = 0; at < table.length; at += WIDTH) {
      if ((words[table[at + 1] * stride + table[at + 2]] & table[at + 3]) !== 0) continue;
      if (hasRefunds && table[at + 5] === 1) continue;
      verdicts[table[at]] = no + table[at + 4];
    }
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

  #look(rows: CustomerRows): void {
    const samples = this.#samples;
    for (const { codes } of samples) {
      if (codes !== undefined && codes.matrix.width >= this.#stride) this.#stride = codes.matrix.width + 1;
    }
    if (this.#words.length < samples.length * this.#stride)
      this.#words = new Int32Array(samples.length * this.#stride);
    this.#words.fill(0);
    for (let place = 0; place < samples.length; place += 1) {
      const { within, codes } = samples[place];
      within.resolve(rows);
      if (within.start >= within.end) continue;
      this.#words[place * this.#stride] = 1;
      if (codes !== undefined) within.addCodes(rows, codes.matrix, this.#words, place * this.#stride + 1);
    }
  }
}
