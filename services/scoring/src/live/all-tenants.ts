import type { Bus, Message } from '@perennial/bus';
import type { ZoneTime } from '@perennial/calendar';
import { tenantOfSubject } from '@perennial/contracts';
import type { FactsReader } from '@perennial/facts';
import type { SavedScheme } from '../scheme-store.ts';
import type { EventGate } from './gated-bus.ts';
import type { Progress, ProgressStore } from './progress-store.ts';
import type { Touch } from './score-board.ts';
import { TenantScoring, type TenantScoringOptions } from './tenant-scoring.ts';
import { touchOfMessage } from './touch-of-message.ts';

/** Facts that took a batch in. */
export interface AppliedBatch {
  tenant: string;
  facts: FactsReader;
  /** Customers whose facts changed, each with the messages that changed them. */
  touched: ReadonlyMap<number, readonly Pick<Message, 'headers'>[]>;
}

export interface AllTenantsOptions extends Omit<TenantScoringOptions, 'tenant' | 'zone' | 'bus'> {
  bus: Bus;
  progress: ProgressStore;
  /** The tenant's schemes; saves the default ones first where there is none. */
  schemesOf(tenant: string): Promise<SavedScheme[]>;
  zoneOf(tenant: string): Promise<ZoneTime>;
  /** Facts as far as they are read. */
  factsOf(tenant: string): Promise<FactsReader | undefined>;
}

const RETRY_MS = 1000;

/** The scores of all tenants, started and stopped around the batches that the facts take in. */
export class AllTenants implements EventGate {
  readonly #options: AllTenantsOptions;
  readonly #waiting: Map<string, Progress>;
  readonly #running = new Map<string, TenantScoring>();
  /** Those that are being started, and how it ends. */
  readonly #starting = new Map<string, Promise<void>>();
  readonly #opened = Promise.withResolvers<void>();
  /** Last message of each tenant that the facts were given. */
  readonly #lastSequence = new Map<string, number>();

  /** @param saved progress by tenant, as it was when the last run ended */
  constructor(saved: Map<string, Progress>, options: AllTenantsOptions) {
    this.#options = options;
    this.#waiting = new Map(saved);
  }

  get marks(): readonly number[] {
    return [...this.#waiting.values(), ...this.#halfRead()].flatMap(({ eventsSequence, pending }) =>
      pending === null ? [eventsSequence] : [eventsSequence, pending.throughSequence],
    );
  }

  /** Resolves when the tenants run whose facts need no events to be read again. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  async reached(sequence: number): Promise<void> {
    for (const scoring of this.#running.values()) scoring.release();
    for (const [tenant, saved] of this.#waiting) {
      if (saved.eventsSequence > sequence) continue;
      await this.#insist(() => this.#resume(tenant, saved));
    }
    this.#opened.resolve();
  }

  async before(batch: readonly Message[]): Promise<void> {
    const firstSequence = batch[0]?.sequence ?? 0;
    for (const { subject, sequence } of batch) this.#lastSequence.set(tenantOfSubject(subject), sequence);
    for (const tenant of new Set(batch.map(({ subject }) => tenantOfSubject(subject)))) {
      if (this.#waiting.has(tenant)) continue;
      if (!this.#running.has(tenant)) await this.#insist(() => this.#begin(tenant, firstSequence - 1));
      await this.#insist(async () => await this.#running.get(tenant)?.hold());
    }
  }

  /** For the facts' feed, after each batch. Several messages of one customer are one judgement; the last is its cause. */
  async applied({ tenant, facts, touched }: AppliedBatch): Promise<void> {
    const scoring = this.#running.get(tenant);
    const throughSequence = this.#lastSequence.get(tenant);
    if (scoring === undefined || throughSequence === undefined) return;
    const touches = new Map<number, Touch>();
    for (const [customer, messages] of touched) {
      const last = messages[messages.length - 1];
      if (last !== undefined) touches.set(customer, touchOfMessage(last));
    }
    await this.#insist(() => scoring.apply(facts, touches, throughSequence));
  }

  /** Tries again until it succeeds or we are stopped: the facts must not run ahead of what is published. */
  async #insist(task: () => Promise<void>): Promise<void> {
    const { signal, onError, wait } = this.#options;
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

  /** Waits for a tenant that is being started: it has read its schemes already. */
  async settled(tenant: string): Promise<TenantScoring | undefined> {
    await this.#starting.get(tenant);
    return this.#running.get(tenant);
  }

  /** Undefined while the tenant has no events, or those from before a restart are read again. */
  of(tenant: string): TenantScoring | undefined {
    return this.#running.get(tenant);
  }

  async stop(): Promise<void> {
    await Promise.all(Array.from(this.#running.values(), (scoring) => scoring.stop()));
  }

  #halfRead(): Progress[] {
    return Array.from(this.#running.values(), (scoring) => scoring.savedProgress).filter(
      ({ pending }) => pending !== null,
    );
  }

  async #resume(tenant: string, saved: Progress): Promise<void> {
    await this.#start(tenant, async (options, facts) => {
      const schemes = await this.#options.schemesOf(tenant);
      return await TenantScoring.resume(options, saved, schemes, facts);
    });
    this.#waiting.delete(tenant);
  }

  async #begin(tenant: string, eventsSequence: number): Promise<void> {
    await this.#start(tenant, async (options, facts) => {
      const schemes = await this.#options.schemesOf(tenant);
      return await TenantScoring.begin(options, schemes, facts, eventsSequence);
    });
  }

  async #start(
    tenant: string,
    open: (options: TenantScoringOptions, facts: FactsReader | undefined) => Promise<TenantScoring>,
  ): Promise<void> {
    const starting = async (): Promise<void> => {
      const zone = await this.#options.zoneOf(tenant);
      const facts = await this.#options.factsOf(tenant);
      this.#running.set(tenant, await open({ ...this.#options, tenant, zone }, facts));
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
