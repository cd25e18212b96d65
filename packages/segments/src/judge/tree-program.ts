import type { CompiledTree } from './tree.ts';

/** Places that end a run of the program. */
export const YES = -1;
const NO = -2;

/** Numbers a step: its leaf, the step if the leaf holds, the step if not. */
const STEP_LENGTH = 3;

/**
 * Trees as one list of steps: a step asks a leaf and goes on to another step, or ends, by its verdict. So a tree is judged without calls, and no further
 * than it takes.
 */
export class TreeProgram {
  readonly #numbers: number[] = [];

  /** Adds a tree; returns the place of the step that it begins with, which may be an end already. */
  add(tree: CompiledTree): number {
    return this.#emit(tree, YES, NO);
  }

  /** The steps, one behind the other. */
  steps(): Int32Array {
    return Int32Array.from(this.#numbers);
  }

  #emit(tree: CompiledTree, ifHolds: number, ifNot: number): number {
    switch (tree.kind) {
      case 'leaf':
        return this.#numbers.push(tree.leaf, ifHolds, ifNot) - STEP_LENGTH;
      case 'not':
        return this.#emit(tree.of, ifNot, ifHolds);
      case 'all':
        return tree.of.reduceRight((next, part) => this.#emit(part, next, ifNot), ifHolds);
      case 'any':
        return tree.of.reduceRight((next, part) => this.#emit(part, ifHolds, next), ifNot);
    }
  }
}
