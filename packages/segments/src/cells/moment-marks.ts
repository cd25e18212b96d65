/** A set of moments, which is taken from in order. */
export class MomentMarks {
  readonly #words: Int32Array;
  #word = 0;

  /** @param moments in all; one behind them may be marked, too */
  constructor(moments: number) {
    this.#words = new Int32Array((moments >>> 5) + 1);
  }

  add(moment: number): void {
    this.#words[moment >>> 5] |= 1 << (moment & 31);
  }

  /** Takes the first one away; -1 when none is left. Until then none before it may be added. */
  take(): number {
    const words = this.#words;
    for (; this.#word < words.length; this.#word += 1) {
      const rest = words[this.#word];
      if (rest === 0) continue;
      words[this.#word] = rest & (rest - 1);
      return this.#word * 32 + 31 - Math.clz32(rest & -rest);
    }
    this.#word = 0;
    return -1;
  }
}
