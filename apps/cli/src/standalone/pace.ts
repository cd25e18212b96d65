import { setImmediate as nextTurn } from 'node:timers/promises';

/** Scores wait so long for calls between two slices of a few ms: under any load they go on, with a tenth of the time or more. */
const LONGEST_WAIT_MS = 20;

/**
 * Shares the event loop that calls and scores have in common in the standalone mode: calls come first. In a cluster every service has
 * a process of its own and needs none of this.
 */
export class Pace {
  #callsInHand = 0;
  #waiting: (() => void)[] = [];

  /** Counts a call as in hand while it runs. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.#callsInHand += 1;
    try {
      return await call();
    } finally {
      this.#callsInHand -= 1;
      if (this.#callsInHand === 0) this.#wake();
    }
  }

  /** Resolves when whoever works beside the calls may go on for a slice of time. */
  async turn(): Promise<void> {
    await nextTurn();
    if (this.#callsInHand === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_WAIT_MS);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
}
