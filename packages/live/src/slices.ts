import { setImmediate as oneTurn } from 'node:timers/promises';

const SLICE_MS = 5;

/** Lets other work of the process have its turn between slices of some milliseconds. */
export class Slices {
  #endMs = performance.now() + SLICE_MS;

  /** Resolves at once until the slice is over. */
  async pause(): Promise<void> {
    if (performance.now() < this.#endMs) return;
    await oneTurn();
    this.#endMs = performance.now() + SLICE_MS;
  }
}
