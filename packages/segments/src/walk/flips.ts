import type { TurnsOfLeaf } from './turns-of-leaf.ts';
import type { VerdictTurns } from './verdict-turns.ts';

/** A verdict on words with a bit for each leaf that holds. */
interface WordVerdict {
  /** Before the first day. */
  readonly restWord: number;
  /** 1 by word that holds. */
  readonly table: Uint8Array;
}

/** On which days the verdicts of several leaves on one customer turn. */
export class Flips implements TurnsOfLeaf {
  /** Of the leaf whose turns are added. */
  bit = 1;
  /** The bits of the leaves that turn on some day. */
  turning = 0;
  readonly #bits: Int32Array;
  /** Days with bits, 32 a word. */
  readonly #days: Int32Array;

  /** @param days in all */
  constructor(days: number) {
    this.#bits = new Int32Array(days);
    this.#days = new Int32Array(Math.ceil(days / 32));
  }

  add(day: number): void {
    this.#bits[day] ^= this.bit;
    this.#days[day >>> 5] |= 1 << (day & 31);
    this.turning |= this.bit;
  }

  /** Tells the days on which the joint verdict turns, and forgets those of the leaves. */
  tell({ restWord, table }: WordVerdict, local: number, turns: VerdictTurns): void {
    if (this.turning === 0) return;
    this.turning = 0;
    const [bits, days] = [this.#bits, this.#days];
    let word = restWord;
    let holds = table[word];
    for (let at = 0; at < days.length; at += 1) {
      for (let left = days[at]; left !== 0; left &= left - 1) {
        const day = at * 32 + 31 - Math.clz32(left & -left);
        word ^= bits[day];
        bits[day] = 0;
        if (table[word] === holds) continue;
        holds = table[word];
        turns.add(local, day);
      }
      days[at] = 0;
    }
  }
}
