import type { Logger } from '../logging/logger.ts';
import { runStopSteps, type StepOutcome, type StopStep } from './stop-phases.ts';

/** Where a process is in its life; it only ever moves to the right. */
export type LifecycleState = 'initialized' | 'starting' | 'running' | 'draining' | 'stopped';

/** How a stop went. */
export interface StopOutcome {
  /** True where every step ended well and in time. */
  readonly clean: boolean;
  readonly steps: readonly StepOutcome[];
}

/** Settings of a lifecycle. */
export interface LifecycleOptions {
  readonly logger: Logger;
  /** Time for the whole stop. Default 20,000 ms. */
  readonly budgetMs?: number;
}

/** The life of a process: named states, a start, and an ordered stop. */
export class Lifecycle {
  readonly #logger: Logger;
  readonly #budgetMs: number;
  readonly #steps: StopStep[] = [];
  readonly #path: LifecycleState[] = ['initialized'];
  readonly #stopRequested = new AbortController();
  #startup: Promise<void> = Promise.resolve();
  #stopping: Promise<StopOutcome> | undefined;

  constructor(options: LifecycleOptions) {
    this.#logger = options.logger;
    this.#budgetMs = options.budgetMs ?? 20_000;
  }

  /** The present state. */
  get state(): LifecycleState {
    return this.#path.at(-1) ?? 'initialized';
  }

  /** All states so far, in order. */
  get path(): readonly LifecycleState[] {
    return this.#path;
  }

  /** True while the process may be given work. */
  get ready(): boolean {
    return this.state === 'running';
  }

  /** Throws while the process may not be given work, with the state that it is in. */
  assertReady(): void {
    if (!this.ready) throw new Error(`the process is ${this.state}`);
  }

  /** Adds something to do at the stop. Steps may be added while starting; a step added later than that throws. */
  onStop(step: StopStep): void {
    if (this.state === 'stopped')
      throw new Error(`stop step "${step.title}" comes after the stop; register it during start`);
    this.#steps.push(step);
  }

  /**
   * Runs the start of the process. Rejects with the start's error after undoing what it had registered. A stop that
   * arrives meanwhile aborts the signal and waits for the start to return.
   */
  async start(body: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.state !== 'initialized') {
      if (this.#stopping) return;
      throw new Error(`start was called in state "${this.state}"; a process starts once`);
    }
    this.#enter('starting');
    this.#startup = body(this.#stopRequested.signal);
    try {
      await this.#startup;
    } catch (cause) {
      await this.stop('start failed');
      throw cause;
    }
    if (!this.#stopping) this.#enter('running');
  }

  /** Stops the process; every call gets the outcome of the first. */
  stop(reason: string): Promise<StopOutcome> {
    this.#stopping ??= this.#stop(reason);
    return this.#stopping;
  }

  async #stop(reason: string): Promise<StopOutcome> {
    this.#logger.info({ reason, from: this.state }, 'stopping');
    const startedAtMs = performance.now();
    this.#enter('draining');
    this.#stopRequested.abort(new Error(`stopping: ${reason}`));
    await this.#startEnded();
    const steps = await runStopSteps(this.#steps, this.#budgetMs - (performance.now() - startedAtMs));
    for (const { result, ...step } of steps) {
      if (result !== 'done')
        this.#logger.error({ phase: step.phase, step: step.title, err: step.cause }, `stop step ${result}`);
    }
    this.#enter('stopped');
    this.#logger.info({ durationMs: Math.round(performance.now() - startedAtMs) }, 'stopped');
    return { clean: steps.every((step) => step.result === 'done'), steps };
  }

  /** Waits for the start to return, for at most a quarter of the budget; its error is reported by `start`. */
  async #startEnded(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#budgetMs / 4);
    await Promise.race([this.#startup.catch(() => {}), late]);
    clearTimeout(timer);
  }

  #enter(state: LifecycleState): void {
    this.#path.push(state);
  }
}

/** Makes a lifecycle in state `initialized`. */
export function createLifecycle(options: LifecycleOptions): Lifecycle {
  return new Lifecycle(options);
}
