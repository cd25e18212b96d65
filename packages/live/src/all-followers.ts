import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@perennial/bus';
import type { ZoneTime } from '@perennial/calendar';
import { tenantOfSubject } from '@perennial/contracts';
import type { FactsReader } from '@perennial/facts';
import type { EventGate } from './gated-bus.ts';
import type { SavedDefinition } from './live-model.ts';
import type { Touch } from './origin.ts';
import type { Progress } from './progress-store.ts';
import { TenantFollower } from './tenant-follower.ts';
import type { TenantFollowerOptions } from './tenant-follower-options.ts';
import { tellsOfCatalogue, touchOfMessage, touchOfMessages } from './touch-of-message.ts';

/** Facts that took a batch in. */
export interface TakenBatch {
  tenant: string;
  facts: FactsReader;
  /** Customers whose facts changed, each with the messages that changed them. */
  touched: ReadonlyMap<number, readonly Pick<Message, 'headers'>[]>;
}

/** Whoever has to see the facts before and after each batch. */
export interface FactsFollower extends EventGate {
  /** Resolves when the tenants run whose facts need no events to be read again. */
  readonly opened: Promise<void>;
  /** After each batch, tenant by tenant. */
  applied(batch: TakenBatch): Promise<void>;
  /** Ends waiting and trying again: what cannot be finished now fails. */
  giveUp(): void;
  /** Ends following time; what runs is finished. */
  stop(): Promise<void>;
}

export interface AllFollowersOptions<Saved extends SavedDefinition, Crossing, State>
  extends Omit<TenantFollowerOptions<Saved, Crossing, State>, 'tenant' | 'zone' | 'signal' | 'wait'> {
  /** The tenant's definitions; saves the default ones first where there is none. */
  definitionsOf(tenant: string): Promise<Saved[]>;
  zoneOf(tenant: string): Promise<ZoneTime>;
  /** Facts as far as they are read. */
  factsOf(tenant: string): Promise<FactsReader | undefined>;
}

const RETRY_MS = 1000;

/** The followers of all tenants, started and stopped around the batches that the facts take in. */
export class AllFollowers<Saved extends SavedDefinition, Crossing, State> implements FactsFollower {
  readonly #options: AllFollowersOptions<Saved, Crossing, State>;
  readonly #abort = new AbortController();
  readonly #waiting: Map<string, Progress<State>>;
  readonly #running = new Map<string, TenantFollower<Saved, Crossing, State>>();
  /** Those that are being started, and how it ends. */
  readonly #starting = new Map<string, Promise<void>>();
  readonly #opened = Promise.withResolvers<void>();
  /** Last message of each tenant that the facts were given. */
  readonly #lastSequence = new Map<string, number>();
  /** By tenant, what the batch that the facts take in tells of the catalogue last. */
  readonly #catalogue = new Map<string, Touch>();

  /** @param saved progress by tenant, as it was when the last run ended */
  constructor(saved: Map<string, Progress<State>>, options: AllFollowersOptions<Saved, Crossing, State>) {
    this.#options = options;
    this.#waiting = new Map(saved);
  }

  get marks(): readonly number[] {
    return [...this.#waiting.values(), ...this.#halfRead()].flatMap(({ eventsSequence, pending }) =>
      pending === null ? [eventsSequence] : [eventsSequence, pending.throughSequence],
    );
  }

  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  async reached(sequence: number): Promise<void> {
    for (const follower of this.#running.values()) follower.release();
    for (const [tenant, saved] of this.#waiting) {
      if (saved.eventsSequence > sequence) continue;
      await this.#insist(() => this.#resume(tenant, saved));
    }
    this.#opened.resolve();
  }

  async before(batch: readonly Message[]): Promise<void> {
    const firstSequence = batch[0]?.sequence ?? 0;
    for (const message of batch) this.#note(message);
    for (const tenant of new Set(batch.map(({ subject }) => tenantOfSubject(subject)))) {
      if (this.#waiting.has(tenant)) continue;
      if (!this.#running.has(tenant)) await this.#insist(() => this.#begin(tenant, firstSequence - 1));
      await this.#insist(async () => await this.#running.get(tenant)?.hold());
    }
  }

  /** Several messages of one customer are one judgement; the last is its cause. */
  async applied({ tenant, facts, touched }: TakenBatch): Promise<void> {
    const follower = this.#running.get(tenant);
    const throughSequence = this.#lastSequence.get(tenant);
    const catalogue = this.#catalogue.get(tenant);
    this.#catalogue.delete(tenant);
    if (follower === undefined || throughSequence === undefined) return;
    const customers = new Map<number, Touch>();
    for (const [customer, messages] of touched) {
      const touch = touchOfMessages(messages);
      if (touch !== undefined) customers.set(customer, touch);
    }
    const touches = { customers, ...(catalogue === undefined ? {} : { catalogue }) };
    await this.#insist(() => follower.apply(facts, touches, throughSequence));
  }

  /** Tries again until it succeeds or we are stopped: the facts must not run ahead of what is published. */
  async #insist(task: () => Promise<void>): Promise<void> {
    const { onError } = this.#options;
    const { signal } = this.#abort;
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (signal.aborted) throw error;
        onError(error);
        await wait(RETRY_MS, signal);
      }
    }
  }

  /** Waits for a tenant that is being started: it has read its definitions already. */
  async settled(tenant: string): Promise<TenantFollower<Saved, Crossing, State> | undefined> {
    await this.#starting.get(tenant);
    return this.#running.get(tenant);
  }

  /** Undefined while the tenant has no events, or those from before a restart are read again. */
  of(tenant: string): TenantFollower<Saved, Crossing, State> | undefined {
    return this.#running.get(tenant);
  }

  giveUp(): void {
    this.#abort.abort();
  }

  async stop(): Promise<void> {
    await Promise.all(Array.from(this.#running.values(), (follower) => follower.stop()));
  }

  #note(message: Message): void {
    const tenant = tenantOfSubject(message.subject);
    this.#lastSequence.set(tenant, message.sequence);
    if (tellsOfCatalogue(message)) this.#catalogue.set(tenant, touchOfMessage(message));
  }

  #halfRead(): Progress<State>[] {
    return Array.from(this.#running.values(), (follower) => follower.savedProgress).filter(
      ({ pending }) => pending !== null,
    );
  }

  async #resume(tenant: string, saved: Progress<State>): Promise<void> {
    await this.#start(tenant, async (options, facts) => {
      const definitions = await this.#options.definitionsOf(tenant);
      return await TenantFollower.resume(options, saved, definitions, facts);
    });
    this.#waiting.delete(tenant);
  }

  async #begin(tenant: string, eventsSequence: number): Promise<void> {
    await this.#start(tenant, async (options, facts) => {
      const definitions = await this.#options.definitionsOf(tenant);
      return await TenantFollower.begin(options, definitions, facts, eventsSequence);
    });
  }

  async #start(
    tenant: string,
    open: (
      options: TenantFollowerOptions<Saved, Crossing, State>,
      facts: FactsReader | undefined,
    ) => Promise<TenantFollower<Saved, Crossing, State>>,
  ): Promise<void> {
    const starting = async (): Promise<void> => {
      const zone = await this.#options.zoneOf(tenant);
      const facts = await this.#options.factsOf(tenant);
      this.#running.set(
        tenant,
        await open({ ...this.#options, tenant, zone, wait, signal: this.#abort.signal }, facts),
      );
    };
    const promise = starting();
    this.#starting.set(tenant, promise);
    try {
      await promise;
    } finally {
      this.#starting.delete(tenant);
    }
  }
}

/** Resolves early when the signal aborts. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
