import type { CustomerRows } from './customer-rows.ts';
import type { EmptyVerdict } from './empty-verdict.ts';
import type { CompiledLeaf } from './leaf.ts';
import { stepAfter, YES } from './tree-program.ts';
import type { WindowPlaces } from './window-places.ts';

const BITS = 32;

/** Columns of a window whose bits share a word. */
interface WindowWord {
  within: WindowPlaces;
  word: number;
  /** The bits of columns that trees hang on. */
  bits: number;
  /** Words of the trees that hang on each bit, one bit's after the other's. */
  trees: Int32Array;
}

/**
 * Most sets have no row of a customer: another brand, another time. Each tree has a verdict for whoever has no rows, and leaves on the way
 * to it; while their sets are empty it stands, and nothing of the tree is looked at.
 */
export class TreesInQuestion {
  /** By tree: its verdict, 1 or 0, while the sets on its way are empty. */
  readonly verdicts: Uint8Array;
  /** A bit for each tree that has to be judged, as of the last `find`. */
  readonly words: Int32Array;
  readonly #always: Int32Array;
  readonly #ifRefunds: Int32Array;
  readonly #windowWords: WindowWord[] = [];

  /** @param firstSteps by tree: where it begins in `steps` */
  constructor(leaves: readonly CompiledLeaf[], steps: Int32Array, firstSteps: Int32Array) {
    const length = Math.ceil(firstSteps.length / BITS);
    this.verdicts = new Uint8Array(firstSteps.length);
    this.words = new Int32Array(length);
    this.#always = new Int32Array(length);
    this.#ifRefunds = new Int32Array(length);
    for (const [tree, firstStep] of firstSteps.entries()) this.#add(tree, firstStep, steps, leaves);
  }

  /** Looks at the customer that is loaded. */
  find(rows: CustomerRows): void {
    const { words } = this;
    const count = words.length;
    words.set(this.#always);
    if (rows.refunds.count > 0) for (let i = 0; i < count; i += 1) words[i] |= this.#ifRefunds[i];
    for (const { within, word, bits, trees } of this.#windowWords) {
      for (let left = within.mayHold(rows, word) & bits; left !== 0; left &= left - 1) {
        const from = (BITS - 1 - Math.clz32(left & -left)) * count;
        for (let i = 0; i < count; i += 1) words[i] |= trees[from + i];
      }
    }
  }

  #add(tree: number, firstStep: number, steps: Int32Array, leaves: readonly CompiledLeaf[]): void {
    const word = tree >>> 5;
    const bit = 1 << (tree & (BITS - 1));
    let step = firstStep;
    while (step >= 0) {
      const ifEmpty = leaves[steps[step]]?.ifEmpty;
      if (ifEmpty === undefined) {
        this.#always[word] |= bit;
        return;
      }
      this.#hang(ifEmpty, word, bit);
      step = stepAfter(steps, step, ifEmpty.holds);
    }
    this.verdicts[tree] = step === YES ? 1 : 0;
  }

  #hang({ set: { within, column }, asksRefunds }: EmptyVerdict, word: number, bit: number): void {
    if (asksRefunds) this.#ifRefunds[word] |= bit;
    const windowWord = this.#windowWordOf(within, column.word);
    windowWord.bits |= column.bit;
    const from = (BITS - 1 - Math.clz32(column.bit)) * this.words.length;
    windowWord.trees[from + word] |= bit;
  }

  #windowWordOf(within: WindowPlaces, word: number): WindowWord {
    let found = this.#windowWords.find((each) => each.within === within && each.word === word);
    if (found === undefined) {
      found = { within, word, bits: 0, trees: new Int32Array(BITS * this.words.length) };
      this.#windowWords.push(found);
    }
    return found;
  }
}
