import { allBits, type Bits, clearBit, giveBack, noBits, setBit } from '../scan/bits.ts';
import type { Passes } from '../scan/measure.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';
import type { FigureChanges } from './row-stays.ts';

const SHARD_CUSTOMERS = 65_536;

/** Verdicts on figures that gain and lose rows. */
export class FigureCourse implements LeafCourse {
  readonly #bits: Bits;
  readonly #counts = new Int32Array(SHARD_CUSTOMERS);
  readonly #values = new Float64Array(SHARD_CUSTOMERS);
  readonly #changes: FigureChanges;
  readonly #passes: Passes;
  #place = 0;

  constructor(changes: FigureChanges, passes: Passes) {
    this.#changes = changes;
    this.#passes = passes;
    this.#bits = passes(0, 0) ? allBits() : noBits();
  }

  bitsOn(day: number): Bits {
    const { ends, locals, values, counts } = this.#changes;
    const end = ends[day];
    for (; this.#place < end; this.#place += 1) {
      const local = locals[this.#place];
      this.#counts[local] += counts[this.#place];
      this.#values[local] += values[this.#place];
      if (this.#passes(this.#counts[local], this.#values[local])) setBit(this.#bits, local);
      else clearBit(this.#bits, local);
    }
    return this.#bits;
  }

  end(): void {
    giveBack(this.#bits);
  }
}
