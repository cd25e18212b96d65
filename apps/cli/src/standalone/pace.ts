import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, Message, ReadOptions } from '@perennial/bus';

/** Readers rest this many times as long as they worked while calls are waiting: the door comes first. */
const REST_PER_WORK = 2;
const LONGEST_REST_MS = 200;

/**
 * Shares the one event loop of the standalone mode: calls before readers, scores before documents. In a cluster every service has a
 * process of its own and needs none of this.
 */
export class Pace {
  #callsInHand = 0;

  /** Counts a call as in hand while it runs. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.#callsInHand += 1;
    try {
      return await call();
    } finally {
      this.#callsInHand -= 1;
    }
  }

  /** Resolves when a reader that worked for `workedMs` may go on. */
  async rest(workedMs: number): Promise<void> {
    if (this.#callsInHand === 0) return;
    await delay(Math.min(LONGEST_REST_MS, workedMs * REST_PER_WORK));
  }
}

/** The bus with readers that rest between batches while calls are in hand. */
export function pacedBus(bus: Bus, pace: Pace): Bus {
  return withTailBatches(bus, (workedMs) => pace.rest(workedMs));
}

/** `between` runs after a batch was worked in and before the next is handed out. */
function withTailBatches(bus: Bus, between: (workedMs: number, signal: AbortSignal) => Promise<void>): Bus {
  async function* paced(options: ReadOptions): AsyncGenerator<Message[]> {
    let workedMs = 0;
    for await (const batch of bus.read(options)) {
      await between(workedMs, options.signal);
      const startedAtMs = performance.now();
      yield batch;
      workedMs = performance.now() - startedAtMs;
    }
  }
  return new Proxy(bus, {
    get(target, name) {
      if (name === 'read')
        return (options: ReadOptions) => (options.until === 'end' ? target.read(options) : paced(options));
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
