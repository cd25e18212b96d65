import { bitsOfWords, giveBack, noBits } from '../scan/bits.ts';
import type { Turns } from '../scan/turns.ts';
import type { LeafCourse } from './leaf-course.ts';

const SHARD_WORDS = 2048;

/** Verdicts on everybody, a day at a time: for what hangs on everybody together, such as borders that are quantiles. 46 MB a million customers and year. */
export class DailyVerdicts {
  readonly #days: Int32Array[] = [];

  /** To be awaited before the first course. @param holdingAt 1 for each customer for whom it holds at an instant, asked in turn */
  async find(instants: Float64Array, holdingAt: (at: number) => Uint8Array, turns: Turns): Promise<void> {
    for (const at of instants) {
      await turns.pause();
      this.#days.push(wordsOf(holdingAt(at)));
    }
  }

  /** @param base the shard's first customer */
  courseOf(base: number): LeafCourse {
    let bits = noBits();
    return {
      bitsOn: (day) => {
        giveBack(bits);
        const first = base / 32;
        bits = bitsOfWords(this.#days[day].subarray(first, first + SHARD_WORDS));
        return bits;
      },
      end: () => giveBack(bits),
    };
  }
}

function wordsOf(holding: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(holding.length / 32));
  for (let customer = 0; customer < holding.length; customer += 1)
    words[customer >>> 5] |= holding[customer] << (customer & 31);
  return words;
}
