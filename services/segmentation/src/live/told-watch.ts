import type { FactsFollower } from '@perennial/live';
import type { Logger } from '@perennial/runtime';
import type { ToldDefinition } from '../definitions/told-definitions.ts';

export interface ToldWatchOptions {
  /** What other services tell of a tenant now. */
  toldOf(tenant: string): Promise<ToldDefinition[]>;
  /** Follows what is another version than the one that is followed. */
  follow(tenant: string, told: readonly ToldDefinition[]): Promise<void>;
  everyMs: number;
  logger: Logger;
}

/** Asks other services again and again for what conditions ask of them: schemes, models and groups change there, without an event. */
export class ToldWatch implements FactsFollower {
  readonly opened = Promise.resolve();
  readonly marks: readonly number[] = [];
  readonly #options: ToldWatchOptions;
  readonly #tenants: Set<string>;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param tenants those that were followed before; the others are noticed by their events */
  constructor(tenants: Iterable<string>, options: ToldWatchOptions) {
    this.#tenants = new Set(tenants);
    this.#options = options;
    this.#wait();
  }

  async reached(): Promise<void> {}

  async before(): Promise<void> {}

  async applied({ tenant }: { tenant: string }): Promise<void> {
    this.#tenants.add(tenant);
  }

  giveUp(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async stop(): Promise<void> {
    this.giveUp();
    await this.#asking;
  }

  #wait(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#asking = this.#askAll();
    }, this.#options.everyMs).unref();
  }

  async #askAll(): Promise<void> {
    for (const tenant of this.#tenants) {
      if (!this.#isStopped) await this.#ask(tenant);
    }
    this.#wait();
  }

  async #ask(tenant: string): Promise<void> {
    const { toldOf, follow, logger } = this.#options;
    try {
      await follow(tenant, await toldOf(tenant));
    } catch (err) {
      logger.warn({ err, tenant }, 'schemes, models or groups could not be read; they are asked for again');
    }
  }
}
