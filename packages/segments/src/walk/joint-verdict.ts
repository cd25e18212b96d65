import type { Flips } from './flips.ts';
import type { LeafFinder } from './leaf-finder.ts';

/** Leaves whose verdicts together have a table. */
export const MOST_LEAVES = 12;

/** A verdict on the verdicts of several leaves: the leaf `i` is the bit `i` of a word. */
export class JointVerdict {
  /** The word of a customer without rows. */
  readonly restWord: number;
  /** 1 by word that holds. */
  readonly table: Uint8Array;
  readonly #finders: readonly LeafFinder[];
  /** Which finders come first, and which only where they can decide, since they take longer. */
  readonly #early: readonly number[];
  readonly #late: readonly number[];
  readonly #lateBits: number;
  /** By the bits of the early leaves that turn: 1 where late leaves can decide, 2 where not, 0 for not known yet. */
  readonly #decides: Uint8Array;

  constructor(finders: readonly LeafFinder[], holds: (word: number) => boolean) {
    const leaves = [...finders.keys()];
    this.#finders = finders;
    this.restWord = bitsOf(leaves.filter((leaf) => finders[leaf].rest));
    this.table = Uint8Array.from({ length: 1 << finders.length }, (_, word) => Number(holds(word)));
    this.#early = leaves.filter((leaf) => !finders[leaf].isLate);
    this.#late = leaves.filter((leaf) => finders[leaf].isLate);
    this.#lateBits = bitsOf(this.#late);
    this.#decides = new Uint8Array(this.table.length);
  }

  /** The verdict on a customer without rows. */
  get rest(): boolean {
    return this.table[this.restWord] === 1;
  }

  /** Puts in the turns of all leaves that can decide. */
  findTurns(customer: number, flips: Flips): void {
    this.#find(this.#early, customer, flips);
    if (this.#late.length > 0 && this.#isOpen(flips.turning)) this.#find(this.#late, customer, flips);
  }

  #find(leaves: readonly number[], customer: number, flips: Flips): void {
    for (let i = 0; i < leaves.length; i += 1) {
      flips.bit = 1 << leaves[i];
      this.#finders[leaves[i]].find(customer, flips);
    }
  }

  #isOpen(turning: number): boolean {
    if (this.#decides[turning] === 0) this.#decides[turning] = this.#canDecide(turning) ? 1 : 2;
    return this.#decides[turning] === 1;
  }

  /** Whether with one of the words that may come the late leaves make a difference. */
  #canDecide(turning: number): boolean {
    const { table } = this;
    const fixed = ~(turning | this.#lateBits);
    return table.some(
      (holds, word) => ((word ^ this.restWord) & fixed) === 0 && holds !== table[word & ~this.#lateBits],
    );
  }
}

function bitsOf(leaves: readonly number[]): number {
  return leaves.reduce((bits, leaf) => bits | (1 << leaf), 0);
}
