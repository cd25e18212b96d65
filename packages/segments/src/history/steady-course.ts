import { type Bits, copyOfBits, giveBack } from '../scan/bits.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';

/** Verdicts that are the same on all days. */
export class SteadyCourse implements LeafCourse {
  readonly #bits: Bits;

  constructor(bits: Bits) {
    this.#bits = copyOfBits(bits);
  }

  bitsOn(): Bits {
    return this.#bits;
  }

  end(): void {
    giveBack(this.#bits);
  }
}
