import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a reader works before the calls that wait get their turn: what an answer may be late by. */
const SLICE_MS = 4;

/** Slices the time of a long piece of work, so that the process goes on answering. */
export class Turns {
  #sliceEndMs = performance.now() + SLICE_MS;

  /** True once the slice is used up: then the work should await `next`. */
  get isOver(): boolean {
    return performance.now() >= this.#sliceEndMs;
  }

  /** Resolves when everything that waited has had its turn. */
  async next(): Promise<void> {
    await nextTurn();
    this.#sliceEndMs = performance.now() + SLICE_MS;
  }
}
