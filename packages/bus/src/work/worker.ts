import type { WorkHandler, WorkOptions } from '../port.ts';
import type { AckWait } from './ack-wait.ts';

/** One `work()` call: its handler and the tries that run in it. A hung try gives its place back when its time is over. */
export class Worker {
  readonly options: WorkOptions;
  readonly handler: WorkHandler;
  readonly #running = new Set<AckWait>();
  #whenReleased: (() => void)[] = [];
  #stopping = false;

  constructor(options: WorkOptions, handler: WorkHandler) {
    this.options = options;
    this.handler = handler;
  }

  get hasRoom(): boolean {
    return !this.#stopping && this.#running.size < this.options.maxInFlight;
  }

  took(wait: AckWait): void {
    this.#running.add(wait);
  }

  release(wait: AckWait): void {
    this.#running.delete(wait);
    const waiting = this.#whenReleased;
    this.#whenReleased = [];
    for (const wake of waiting) wake();
  }

  /** Resolves at the next release. */
  released(): Promise<void> {
    return new Promise((resolve) => this.#whenReleased.push(resolve));
  }

  /** Takes nothing more; resolves when all tries have ended, or after `timeoutMs` when the rest was aborted. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    const timer = setTimeout(() => this.#abortAll(), timeoutMs);
    while (this.#running.size > 0) await this.released();
    clearTimeout(timer);
  }

  /** Aborting a try releases it. */
  #abortAll(): void {
    for (const wait of [...this.#running]) wait.abort(new Error('the worker stops'));
  }
}
