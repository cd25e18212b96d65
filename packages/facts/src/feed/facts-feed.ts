import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as oneTurn } from 'node:timers/promises';
import type { Bus, Message } from '@perennial/bus';
import { isToken, tenantOfSubject } from '@perennial/contracts';
import { checkRecord } from '../check-record.ts';
import { Facts } from '../facts.ts';
import type { FactRecord } from '../record.ts';
import { recordsOfMessage } from './records-of-message.ts';

const STREAM = 'EVENTS';

/** What one batch of messages changed for one tenant. */
export interface AppliedBatch {
  tenant: string;
  facts: Facts;
  /** Customer index to the messages that changed the customer's facts, in the order of the log. */
  touched: ReadonlyMap<number, readonly Message[]>;
  /** The facts contain everything of the log up to here. */
  throughSequence: number;
}

export interface FactsFeedOptions {
  bus: Bus;
  /** One folder a tenant is kept below. Removing all of it rebuilds everything from the log. */
  snapshotDirectory: string;
  /** Called after each batch, tenant by tenant; the next batch waits. After a restart, batches since the snapshot come again. */
  onApplied(batch: AppliedBatch): Promise<void>;
  /** Told of a message that cannot be read; the feed goes on without it. */
  onRefused(message: Message, reason: unknown): void;
  /** About the most messages that a crash makes the feed read again; default 10,000. */
  saveEveryMessages?: number;
  /** Upper bound of one batch; default 500. */
  maxBatch?: number;
  /** Awaited between slices of some milliseconds, for the sake of other work of the process; default one turn of the event loop. */
  nextTurn?: () => Promise<void>;
}

export interface FactsFeed {
  /** `undefined` for a tenant that has no facts yet. */
  factsOf(tenant: string): Facts | undefined;
  tenants(): string[];
  /** Last sequence applied. */
  readonly throughSequence: number;
  /** Resolves when everything up to the sequence is applied and `onApplied` is through. */
  reached(sequence: number): Promise<void>;
  /** Rejects when reading, `onApplied` or saving fails; resolves after `stop`. */
  readonly done: Promise<void>;
  /** Finishes the running batch and saves. */
  stop(): Promise<void>;
}

interface TenantFacts {
  facts: Facts;
  /** Messages up to here are in the facts already. */
  position: number;
  savedOnce: boolean;
}

/** They are read again in a second. */
const DEFAULT_SAVE_EVERY = 10_000;
/** What it touches is judged and published in one go, which is to take some milliseconds. */
const DEFAULT_MAX_BATCH = 500;
/** How long facts are applied before other work of the process gets its turn. */
const SLICE_MS = 3;

/**
 * Builds every tenant's facts from EVENTS: from the snapshots, then from the log behind them, then live. The position lives in
 * the snapshot, so that state and position cannot disagree.
 */
export async function startFactsFeed(options: FactsFeedOptions): Promise<FactsFeed> {
  const byTenant = new Map<string, TenantFacts>();
  await mkdir(options.snapshotDirectory, { recursive: true });
  for (const tenant of (await readdir(options.snapshotDirectory)).filter(isToken)) {
    const loaded = await Facts.load(join(options.snapshotDirectory, tenant));
    const position = loaded?.positions[STREAM] ?? 0;
    // Messages wait from the moment the feed runs: better the start takes longer.
    loaded?.facts.prepare();
    byTenant.set(tenant, { facts: loaded?.facts ?? new Facts(), position, savedOnce: loaded !== undefined });
  }
  return new RunningFeed(options, byTenant);
}

class RunningFeed implements FactsFeed {
  throughSequence: number;
  readonly done: Promise<void>;
  private readonly options: FactsFeedOptions;
  private readonly byTenant: Map<string, TenantFacts>;
  private readonly nextTurn: () => Promise<void>;
  private readonly abort = new AbortController();
  private waiters: { sequence: number; resolve: () => void }[] = [];
  private unsavedMessages = 0;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(options: FactsFeedOptions, byTenant: Map<string, TenantFacts>) {
    this.options = options;
    this.nextTurn = options.nextTurn ?? (() => oneTurn());
    this.byTenant = byTenant;
    const positions = Array.from(byTenant.values(), ({ position }) => position);
    this.throughSequence = positions.length === 0 ? 0 : Math.min(...positions);
    this.done = this.run();
    // Whoever awaits `done` or `stop` sees the failure; without this it would end the process first.
    this.done.catch(() => undefined);
  }

  factsOf(tenant: string): Facts | undefined {
    return this.byTenant.get(tenant)?.facts;
  }

  tenants(): string[] {
    return Array.from(this.byTenant.keys());
  }

  async reached(sequence: number): Promise<void> {
    if (this.throughSequence >= sequence) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.waiters.push({ sequence, resolve });
    await Promise.race([promise, this.done]);
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    const { bus, maxBatch = DEFAULT_MAX_BATCH, saveEveryMessages = DEFAULT_SAVE_EVERY } = this.options;
    const { signal } = this.abort;
    for await (const batch of bus.read({ stream: STREAM, after: this.throughSequence, maxBatch, signal })) {
      await this.nextTurn();
      await this.take(batch);
      if (this.unsavedMessages >= saveEveryMessages) await this.save();
      if (signal.aborted) break;
    }
    if (this.unsavedMessages > 0) await this.save();
    await this.saving;
    for (const { facts } of this.byTenant.values()) await facts.snapshotWritten();
  }

  private async take(batch: readonly Message[]): Promise<void> {
    const last = batch.at(-1)?.sequence ?? this.throughSequence;
    for (const [tenant, messages] of Map.groupBy(batch, ({ subject }) => tenantOfSubject(subject))) {
      const state = this.stateOf(tenant);
      const fresh = messages.filter(({ sequence }) => sequence > state.position);
      const touched = await this.applyAll(state.facts, fresh);
      state.position = Math.max(state.position, last);
      if (fresh.length === 0) continue;
      await this.nextTurn();
      await this.options.onApplied({ tenant, facts: state.facts, touched, throughSequence: last });
    }
    this.unsavedMessages += batch.length;
    this.throughSequence = last;
    this.wake();
  }

  private async applyAll(facts: Facts, messages: readonly Message[]): Promise<Map<number, Message[]>> {
    const touched = new Map<number, Message[]>();
    let records: FactRecord[] = [];
    let origins: Message[] = [];
    let sliceEndMs = performance.now() + SLICE_MS;
    for (const message of messages) {
      if (performance.now() > sliceEndMs) {
        applyFrom(facts, records, origins, touched);
        [records, origins] = [[], []];
        await this.nextTurn();
        sliceEndMs = performance.now() + SLICE_MS;
      }
      for (const record of this.recordsOf(message)) {
        records.push(record);
        origins.push(message);
      }
    }
    applyFrom(facts, records, origins, touched);
    return touched;
  }

  private recordsOf(message: Message): readonly FactRecord[] {
    try {
      const { records } = recordsOfMessage(message);
      for (const record of records) checkRecord(record);
      return records;
    } catch (error) {
      this.options.onRefused(message, error);
      return [];
    }
  }

  /** A tenant without a snapshot has nothing in the log before this batch: `save` sees to that. */
  private stateOf(tenant: string): TenantFacts {
    const known = this.byTenant.get(tenant);
    if (known !== undefined) return known;
    const state = { facts: new Facts(), position: this.throughSequence, savedOnce: false };
    this.byTenant.set(tenant, state);
    return state;
  }

  /**
   * Saves all tenants as of the same position, behind the save before; records may be applied while the disk takes it. New tenants come first and are
   * waited for: a crash in between leaves none without a snapshot whose messages lie before every saved position.
   */
  private async save(): Promise<void> {
    await this.saving;
    const [known, fresh] = [true, false].map((savedOnce) =>
      Array.from(this.byTenant).filter(([, state]) => state.savedOnce === savedOnce),
    );
    for (const [tenant, state] of fresh) await this.saveTenant(tenant, state);
    this.saving = Promise.all(known.map(([tenant, state]) => this.saveTenant(tenant, state)));
    // The loop may be waiting for messages: it ends, and `done` tells why.
    this.saving.catch(() => this.abort.abort());
    this.unsavedMessages = 0;
  }

  private async saveTenant(tenant: string, state: TenantFacts): Promise<void> {
    state.position = Math.max(state.position, this.throughSequence);
    await state.facts.save(join(this.options.snapshotDirectory, tenant), { [STREAM]: state.position });
    state.savedOnce = true;
  }

  private wake(): void {
    const due = this.waiters.filter(({ sequence }) => sequence <= this.throughSequence);
    this.waiters = this.waiters.filter(({ sequence }) => sequence > this.throughSequence);
    for (const { resolve } of due) resolve();
  }
}

/** Applies records of messages, `origins[i]` that of `records[i]`, and notes whom each message touched, once, in the order of the log. */
function applyFrom(
  facts: Facts,
  records: readonly FactRecord[],
  origins: readonly Message[],
  touched: Map<number, Message[]>,
): void {
  const changes: { customer: number; place: number }[] = [];
  facts.applyBatch(records, (customer, place) => changes.push({ customer, place }));
  for (const { customer, place } of changes.sort((a, b) => a.place - b.place)) {
    const causes = touched.get(customer) ?? [];
    if (causes.at(-1) !== origins[place]) causes.push(origins[place]);
    touched.set(customer, causes);
  }
}
