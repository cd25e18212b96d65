import { allBits, type Bits, clearBit, noBits, setBit } from './bits.ts';
import { giveBackFigures, noFigures } from './figures.ts';

/** What rows of many customers come to, customer by customer, in any order of the rows. */
export interface Fold {
  /** False: `row` may be -1. */
  readonly asksRow: boolean;
  /** A purchase or event; `row` is that of its table. */
  add(local: number, value: number, row: number): void;
  /** The first `count` purchases of two lists, whose rows nobody asks; absent where a fold has to be told one by one. */
  addAll?(locals: Uint16Array, values: Int32Array, count: number): void;
  /** What a refund takes back; positive. */
  takeBack(local: number, value: number, row: number): void;
}

/** A fold that ends in a verdict on every customer. */
export interface VerdictFold extends Fold {
  /** Those whose figure passes, in bits that belong to the caller; to be asked once, at the end. */
  finish(): Bits;
}

/** Customers with a row. */
export class ExistenceFold implements VerdictFold {
  readonly asksRow = false;
  readonly #found = noBits();

  add(local: number): void {
    setBit(this.#found, local);
  }

  addAll(locals: Uint16Array, _values: Int32Array, count: number): void {
    for (let i = 0; i < count; i += 1) setBit(this.#found, locals[i]);
  }

  takeBack(): void {
    // A refund is no row.
  }

  finish(): Bits {
    return this.#found;
  }
}

/** `add` sums up; `lower` and `raise` keep the smallest and greatest. */
export type Joining = 'add' | 'lower' | 'raise';

/** A figure against a test; customers without a row have the figure 0 of 0 rows. */
export class FigureFold implements VerdictFold {
  readonly asksRow = false;
  readonly #figures = noFigures();
  readonly #joining: Joining;
  readonly #passes: (count: number, value: number) => boolean;

  constructor(joining: Joining, passes: (count: number, value: number) => boolean) {
    this.#joining = joining;
    this.#passes = passes;
  }

  add(local: number, value: number): void {
    const { counts, values } = this.#figures;
    const place = this.#figures.placeOf(local);
    counts[place] += 1;
    if (this.#joining === 'add') values[place] += value;
    else if (counts[place] === 1 || value < values[place] === (this.#joining === 'lower'))
      values[place] = value;
  }

  addAll(locals: Uint16Array, values: Int32Array, count: number): void {
    if (this.#joining === 'add') this.#figures.addAll(locals, values, count);
    else for (let i = 0; i < count; i += 1) this.add(locals[i], values[i]);
  }

  takeBack(local: number, value: number): void {
    const place = this.#figures.placeOf(local);
    this.#figures.values[place] -= value;
  }

  finish(): Bits {
    const { size, locals, counts, values } = this.#figures;
    const restPasses = this.#passes(0, 0);
    const passing = restPasses ? allBits() : noBits();
    const turn = restPasses ? clearBit : setBit;
    for (let place = 0; place < size; place += 1) {
      if (this.#passes(counts[place], values[place]) !== restPasses) turn(passing, locals[place]);
    }
    giveBackFigures(this.#figures);
    return passing;
  }
}
