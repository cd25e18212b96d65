import { allBits, type Bits, clearBit, giveBack, noBits, setBit } from '../scan/bits.ts';
import type { FiguresTest } from '../scores/score-rows.ts';
import type { LeafCourse } from './leaf-course.ts';
import type { FigureChanges } from './row-stays.ts';

const SHARD_CUSTOMERS = 65_536;

/** Several figures that gain and lose rows, tested together. */
export class FiguresCourse implements LeafCourse {
  readonly #bits: Bits;
  /** Figures side by side for each customer. */
  readonly #counts: Int32Array;
  readonly #values: Float64Array;
  /** Those of one customer, for the test. */
  readonly #ownCounts: Float64Array;
  readonly #ownValues: Float64Array;
  readonly #size: number;
  readonly #changes: readonly { figure: number; changes: FigureChanges }[];
  readonly #test: FiguresTest;
  #day = 0;

  /** @param changes several may be of the same figure */
  constructor(changes: readonly { figure: number; changes: FigureChanges }[], test: FiguresTest) {
    this.#changes = changes;
    this.#test = test;
    this.#size = test.figures.length;
    this.#counts = new Int32Array(SHARD_CUSTOMERS * this.#size);
    this.#values = new Float64Array(SHARD_CUSTOMERS * this.#size);
    this.#ownCounts = new Float64Array(this.#size);
    this.#ownValues = new Float64Array(this.#size);
    this.#bits = this.#passes(0) ? allBits() : noBits();
  }

  bitsOn(day: number): Bits {
    for (; this.#day <= day; this.#day += 1) this.#changeOn(this.#day);
    return this.#bits;
  }

  end(): void {
    giveBack(this.#bits);
  }

  #changeOn(day: number): void {
    for (const { figure, changes } of this.#changes) {
      const { ends, locals, values, counts } = changes;
      for (let place = day === 0 ? 0 : ends[day - 1]; place < ends[day]; place += 1) {
        const at = locals[place] * this.#size + figure;
        this.#counts[at] += counts[place];
        this.#values[at] += values[place];
      }
    }
    for (const { changes } of this.#changes) {
      const { ends, locals } = changes;
      for (let place = day === 0 ? 0 : ends[day - 1]; place < ends[day]; place += 1) {
        const local = locals[place];
        if (this.#passes(local)) setBit(this.#bits, local);
        else clearBit(this.#bits, local);
      }
    }
  }

  #passes(local: number): boolean {
    const first = local * this.#size;
    for (let figure = 0; figure < this.#size; figure += 1) {
      this.#ownCounts[figure] = this.#counts[first + figure];
      this.#ownValues[figure] = this.#values[first + figure];
    }
    return this.#test.passes(this.#ownCounts, this.#ownValues);
  }
}
