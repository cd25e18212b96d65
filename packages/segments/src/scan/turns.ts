import { setImmediate as nextTurn } from 'node:timers/promises';

const TURN_MS = 4;

/** Long work in turns: others run in between, and it ends soon after it is cancelled. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #startedAtMs = performance.now();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Whether it is time to pause; to be asked between two pieces of work. @throws the signal's reason once it is cancelled */
  isOver(): boolean {
    this.#signal?.throwIfAborted();
    return performance.now() - this.#startedAtMs >= TURN_MS;
  }

  /** Lets others run where the turn is over. @throws the signal's reason once it is cancelled */
  async pause(): Promise<void> {
    if (!this.isOver()) return;
    await nextTurn();
    this.#startedAtMs = performance.now();
    this.#signal?.throwIfAborted();
  }
}
