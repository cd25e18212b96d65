import { type Bits, noBits, setBit } from './bits.ts';

const SHARD_CUSTOMERS = 65_536;

/** What rows of many customers come to, customer by customer, in any order of the rows. */
export interface Fold {
  /** False: `row` may be -1. */
  readonly asksRow: boolean;
  /** A purchase or event; `row` is that of its table. */
  add(local: number, value: number, row: number): void;
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

  takeBack(): void {
    // A refund is no row.
  }

  finish(): Bits {
    return this.#found;
  }
}

/** `add` sums up; `lower` and `raise` keep the smallest and greatest. */
export type Joining = 'add' | 'lower' | 'raise';

/** Room for the figures of a shard's customers, used by one fold after another and empty between them. */
class Figures {
  readonly counts = new Uint32Array(SHARD_CUSTOMERS);
  readonly values = new Float64Array(SHARD_CUSTOMERS);
  readonly isTouched = new Uint8Array(SHARD_CUSTOMERS);
  readonly touched = new Uint16Array(SHARD_CUSTOMERS);
}

const spareFigures: Figures[] = [];

/** A figure against a test; customers without a row have the figure 0 of 0 rows. */
export class FigureFold implements VerdictFold {
  readonly asksRow = false;
  readonly #figures = spareFigures.pop() ?? new Figures();
  readonly #joining: Joining;
  readonly #passes: (count: number, value: number) => boolean;
  #touchedCount = 0;

  constructor(joining: Joining, passes: (count: number, value: number) => boolean) {
    this.#joining = joining;
    this.#passes = passes;
  }

  add(local: number, value: number): void {
    const { counts, values } = this.#figures;
    this.#touch(local);
    counts[local] += 1;
    if (this.#joining === 'add') values[local] += value;
    else if (counts[local] === 1 || value < values[local] === (this.#joining === 'lower'))
      values[local] = value;
  }

  takeBack(local: number, value: number): void {
    this.#touch(local);
    this.#figures.values[local] -= value;
  }

  finish(): Bits {
    const { counts, values, isTouched, touched } = this.#figures;
    const passing = noBits();
    const restPasses = this.#passes(0, 0);
    if (restPasses) passing.fill(-1);
    for (let place = 0; place < this.#touchedCount; place += 1) {
      const local = touched[place];
      if (this.#passes(counts[local], values[local]) !== restPasses)
        passing[local >>> 5] ^= 1 << (local & 31);
      counts[local] = 0;
      values[local] = 0;
      isTouched[local] = 0;
    }
    this.#touchedCount = 0;
    spareFigures.push(this.#figures);
    return passing;
  }

  #touch(local: number): void {
    const { isTouched, touched } = this.#figures;
    if (isTouched[local] === 1) return;
    isTouched[local] = 1;
    touched[this.#touchedCount] = local;
    this.#touchedCount += 1;
  }
}
