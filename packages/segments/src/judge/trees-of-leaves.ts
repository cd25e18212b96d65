import type { EmptyVerdict } from './empty-verdict.ts';
import { stepAfter, YES } from './tree-program.ts';
import { WORD_BITS, wordsFor } from './words.ts';

type EmptyVerdicts = readonly (EmptyVerdict | undefined)[];

/**
 * Each tree has a verdict for whoever has no rows, and leaves on the way to it: while those say what they say without rows, it stands, and
 * nothing of the tree is looked at. Conditions that begin with the same step are one tree.
 */
export class TreesOfLeaves {
  /** By tree: its first step. */
  readonly firstSteps: Int32Array;
  /** A bit for each tree that has to be judged. */
  readonly words: Int32Array;
  /** By tree: the conditions that it stands for. */
  readonly #conditions: readonly (readonly number[])[];
  /** By condition: its verdict, 1 or 0, while the leaves on its way say what they say without rows. */
  readonly #verdicts: Uint8Array;
  readonly #always: Int32Array;
  /** By leaf: words of the trees that hang on it. */
  readonly #hanging: Int32Array;

  /** @param firstSteps by condition: where it begins in `steps` */
  constructor(ifEmpty: EmptyVerdicts, steps: Int32Array, firstSteps: Int32Array) {
    const conditions = Map.groupBy(firstSteps.keys(), (condition) => firstSteps[condition]);
    const length = wordsFor(conditions.size);
    this.firstSteps = Int32Array.from(conditions.keys());
    this.#conditions = [...conditions.values()];
    this.words = new Int32Array(length);
    this.#always = new Int32Array(length);
    this.#hanging = new Int32Array(length * ifEmpty.length);
    const verdicts = Uint8Array.from(this.firstSteps, (step, tree) => this.#hang(tree, step, steps, ifEmpty));
    this.#verdicts = new Uint8Array(firstSteps.length);
    for (const [tree, verdict] of verdicts.entries()) this.#writeAll(tree, verdict, this.#verdicts);
  }

  /** Writes the verdicts without rows; only trees that always have to be judged are in question then. */
  begin(out: Uint8Array): void {
    const { words } = this;
    const always = this.#always;
    for (let word = 0; word < words.length; word += 1) words[word] = always[word];
    out.set(this.#verdicts);
  }

  /** Adds the trees that hang on a leaf. */
  add(leaf: number): void {
    const { words } = this;
    const hanging = this.#hanging;
    const from = leaf * words.length;
    for (let word = 0; word < words.length; word += 1) words[word] |= hanging[from + word];
  }

  /** A bit for each leaf, of so many, that a tree hangs on. */
  hangedOn(leaves: number): Int32Array {
    const { length } = this.words;
    const words = new Int32Array(wordsFor(leaves));
    for (const [place, hanging] of this.#hanging.entries()) {
      const leaf = Math.floor(place / length);
      if (hanging !== 0) words[leaf >>> 5] |= 1 << (leaf % WORD_BITS);
    }
    return words;
  }

  /** Writes the verdict of a tree in question to its conditions. */
  write(tree: number, holds: boolean, out: Uint8Array): void {
    this.#writeAll(tree, holds ? 1 : 0, out);
  }

  #writeAll(tree: number, verdict: number, out: Uint8Array): void {
    const conditions = this.#conditions[tree] ?? [];
    for (let i = 0; i < conditions.length; i += 1) out[conditions[i]] = verdict;
  }

  /** Returns the verdict without rows. */
  #hang(tree: number, firstStep: number, steps: Int32Array, ifEmpty: EmptyVerdicts): number {
    const word = tree >>> 5;
    const bit = 1 << (tree % WORD_BITS);
    let step = firstStep;
    while (step >= 0) {
      const leaf = steps[step];
      const verdict = ifEmpty[leaf];
      if (verdict === undefined) {
        this.#always[word] |= bit;
        return 0;
      }
      this.#hanging[leaf * this.words.length + word] |= bit;
      step = stepAfter(steps, step, verdict.holds);
    }
    return step === YES ? 1 : 0;
  }
}
