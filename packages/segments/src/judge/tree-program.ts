import type { CompiledTree } from './tree.ts';

/** Places that end a run of the program. */
export const YES = -1;
export const NO = -2;

/**
 * Trees as one list of steps: a step asks a leaf and goes on to another step, or ends, by its verdict. So a tree is judged without calls, and no further
 * than it takes.
 */
export class TreeProgram {
  readonly leaf: number[] = [];
  readonly ifHolds: number[] = [];
  readonly ifNot: number[] = [];

  /** Adds a tree; returns the step that it begins with, which may be an end already. */
  add(tree: CompiledTree): number {
    return this.#emit(tree, YES, NO);
  }

  #emit(tree: CompiledTree, ifHolds: number, ifNot: number): number {
    switch (tree.kind) {
      case 'leaf':
        this.leaf.push(tree.leaf);
        this.ifHolds.push(ifHolds);
        return this.ifNot.push(ifNot) - 1;
      case 'not':
        return this.#emit(tree.of, ifNot, ifHolds);
      case 'all':
        return tree.of.reduceRight((next, part) => this.#emit(part, next, ifNot), ifHolds);
      case 'any':
        return tree.of.reduceRight((next, part) => this.#emit(part, ifHolds, next), ifNot);
    }
  }
}
