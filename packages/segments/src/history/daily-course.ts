import { bitsOfWords, giveBack, noBits } from '../scan/bits.ts';
import type { Turns } from '../scan/turns.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';

const SHARD_WORDS = 2048;

/** Verdicts on everybody, a day at a time: for what hangs on everybody together, such as borders that are quantiles. 46 MB a million customers and year. */
export class DailyVerdicts {
  readonly #days: Int32Array[] = [];

  /** To be awaited before the first course. @param holdingAt for whom it holds at an instant, 32 customers a word, asked in turn */
  async find(instants: Float64Array, holdingAt: (at: number) => Int32Array, turns: Turns): Promise<void> {
    for (const at of instants) {
      await turns.pause();
      this.#days.push(holdingAt(at));
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
