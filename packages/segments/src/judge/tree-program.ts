import type { CompiledTree } from './tree.ts';

/** Places that end a run of the program. */
export const YES = -1;
const NO = -2;

/** The step behind one, by the verdict of its leaf. */
export function stepAfter(steps: Int32Array, step: number, holds: boolean): number {
  return steps[step + (holds ? 1 : 2)];
}

/** Numbers a step: its leaf, the step if the leaf holds, the step if not. */
const STEP_LENGTH = 3;

/**
 * Trees as one list of steps: a step asks a leaf and goes on to another step, or ends, by its verdict. So a tree is judged without calls, and no further
 * than it takes: of the parts of an `all` or `any` those that cost less are asked first. Equal steps are one, so equal trees begin with the same.
 */
export class TreeProgram {
  readonly #numbers: number[] = [];
  readonly #known = new Map<string, number>();
  readonly #costOf: (leaf: number) => number;

  /** @param costOf what asking a leaf costs, beside the others */
  constructor(costOf: (leaf: number) => number) {
    this.#costOf = costOf;
  }

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
        return this.#step(tree.leaf, ifHolds, ifNot);
      case 'not':
        return this.#emit(tree.of, ifNot, ifHolds);
      case 'all':
        return this.#inOrder(tree.of).reduceRight((next, part) => this.#emit(part, next, ifNot), ifHolds);
      case 'any':
        return this.#inOrder(tree.of).reduceRight((next, part) => this.#emit(part, ifHolds, next), ifNot);
    }
  }

  #step(leaf: number, ifHolds: number, ifNot: number): number {
    const key = `${leaf} ${ifHolds} ${ifNot}`;
    let step = this.#known.get(key);
    if (step === undefined) {
      step = this.#numbers.push(leaf, ifHolds, ifNot) - STEP_LENGTH;
      this.#known.set(key, step);
    }
    return step;
  }

  #inOrder(parts: readonly CompiledTree[]): CompiledTree[] {
    return parts.toSorted((a, b) => this.#cost(a) - this.#cost(b));
  }

  #cost(tree: CompiledTree): number {
    if (tree.kind === 'leaf') return this.#costOf(tree.leaf);
    if (tree.kind === 'not') return this.#cost(tree.of);
    return Math.max(...tree.of.map((part) => this.#cost(part)));
  }
}
