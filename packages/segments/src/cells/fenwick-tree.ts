/** Counts of numbered things, in which the one at a rank is found by few sums (a binary indexed tree). */
export class FenwickTree {
  /** At `number`, counted from 1: the sum of as many counts up to it as its lowest bit says. */
  readonly #sums: Int32Array;
  readonly #highest: number;

  /** @param numbers how many things there are */
  constructor(numbers: number) {
    this.#sums = new Int32Array(numbers + 1);
    this.#highest = numbers === 0 ? 0 : 1 << (31 - Math.clz32(numbers));
  }

  add(number: number, count: number): void {
    for (let at = number + 1; at < this.#sums.length; at += at & -at) this.#sums[at] += count;
  }

  /** The first thing with which more than `rank` are counted. */
  atRank(rank: number): number {
    let at = 0;
    let left = rank;
    for (let step = this.#highest; step > 0; step >>>= 1) {
      const next = at + step;
      if (next >= this.#sums.length || this.#sums[next] > left) continue;
      left -= this.#sums[next];
      at = next;
    }
    return at;
  }
}
