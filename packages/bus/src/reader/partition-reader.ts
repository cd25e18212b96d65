import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '@perennial/store';
import { parkDeadLetter } from '../dead-letter/park-dead-letter.ts';
import { type Bus, type Message, PARTITION_COUNT } from '../port.ts';
import { tenantOf } from '../stream-directory.ts';
import { handleResiliently, type Resilience } from './handle-resiliently.ts';
import { PartitionLeases } from './partition-leases.ts';

export interface ReaderOptions {
  bus: Bus;
  /** Where positions and leases are kept; beside the state that `handle` writes. */
  store: Store;
  stream: string;
  /** Kept name of the reader, unique in the store. */
  name: string;
  /** This instance; the same after its restart (pod name), so that it goes on at once. */
  owner: string;
  /** Applies messages in order; may meet a message again after a crash, so the state must know its sequence. */
  handle(batch: readonly Message[]): Promise<void>;
  /** Default 1,000. */
  maxBatch?: number;
  /** Shared by the owners of this reader; default all. */
  partitions?: readonly number[];
  /** After a crash another owner waits this long; default 30,000. */
  leaseMs?: number;
  /** Tries of a failing batch before its messages are tried one by one and parked; default 5. */
  tries?: number;
  /** Delays between tries, jitter ±20 % is added; default 100 ms to 10 s. */
  backoffMs?: readonly number[];
  /** Where the state stands, when it carries its own positions (an in-memory snapshot); replaces the stored position. */
  startAfter?(partition: number): number;
  /** After each batch: ms to stand back, given the ms that the batch took, so that more urgent readers of the process come first. */
  restMs?(workedMs: number): Promise<number>;
  /** After each save: the position of every partition that moved. */
  onPosition?(positions: ReadonlyMap<number, number>): void;
  /** Told of each failed try, each parked message and each lost lease; for logs and alarms. */
  onError?(error: unknown): void;
  clock?: () => number;
  /** In [0, 1). */
  random?: () => number;
}

export type ReaderState = 'starting' | 'reading' | 'stopping' | 'stopped';

export interface PartitionReader {
  readonly state: ReaderState;
  /** Partitions that this instance holds now. */
  readonly partitions: readonly number[];
  /** Everything of the held partitions up to here has been handled and saved. */
  readonly through: number;
  /** Messages of the stream after `through`; an upper bound where other owners read part of them. */
  lag(): Promise<number>;
  /** Finishes the batch in hand, saves, releases the leases. */
  stop(): Promise<void>;
}

const DEFAULT_LEASE_MS = 30_000;
const DEFAULT_TRIES = 5;
const DEFAULT_BACKOFF_MS = [100, 500, 2_000, 10_000];
/** Leases are renewed this many times before they would end. */
const RENEWALS_PER_LEASE = 3;
/** After a session that failed, such as by a store that does not answer. */
const RESTART_AFTER_MS = 500;
const ALL_PARTITIONS = Array.from({ length: PARTITION_COUNT }, (_, partition) => partition);

/** Handled elsewhere or not ours any more: the batch must not be applied. */
class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

class JointReader implements PartitionReader {
  readonly #options: ReaderOptions;
  readonly #leases: PartitionLeases;
  readonly #leaseMs: number;
  readonly #stopping = new AbortController();
  #finished: Promise<void> = Promise.resolve();
  #session = new AbortController();
  #inSession: readonly number[] = [];
  #state: ReaderState = 'starting';
  #through = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
    this.#leases = new PartitionLeases({
      store: options.store,
      reader: options.name,
      owner: options.owner,
      leaseMs: this.#leaseMs,
      partitions: options.partitions ?? ALL_PARTITIONS,
      clock: options.clock ?? Date.now,
    });
  }

  start(): void {
    this.#finished = this.#run();
  }

  get state(): ReaderState {
    return this.#state;
  }

  get partitions(): readonly number[] {
    return this.#leases.partitions;
  }

  get through(): number {
    return this.#through;
  }

  async lag(): Promise<number> {
    const { lastSequence } = await this.#options.bus.state(this.#options.stream);
    return Math.max(0, lastSequence - this.#through);
  }

  async stop(): Promise<void> {
    if (this.#state !== 'stopped') this.#state = 'stopping';
    this.#stopping.abort(new Error('the reader stops'));
    this.#session.abort();
    await this.#finished;
  }

  async #run(): Promise<void> {
    const upkeep = setInterval(() => void this.#upkeep(), this.#leaseMs / RENEWALS_PER_LEASE);
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#readSession();
        if (!this.#session.signal.aborted) await this.#pause(this.#leaseMs / RENEWALS_PER_LEASE);
      } catch (error) {
        if (this.#stopping.signal.aborted) break;
        this.#report(error);
        await this.#pause(RESTART_AFTER_MS);
      }
    }
    clearInterval(upkeep);
    this.#moveIdlePartitions();
    await this.#leases.releaseAll().catch((error: unknown) => this.#report(error));
    this.#state = 'stopped';
  }

  /** Reads what is held until the set changes or the reader stops. */
  async #readSession(): Promise<void> {
    this.#session = new AbortController();
    this.#inSession = [];
    await this.#leases.rebalance();
    const held = this.#leases.partitions;
    if (held.length === 0 || this.#stopping.signal.aborted) return;
    const { bus, stream, maxBatch, startAfter } = this.#options;
    for (const partition of held) this.#leases.advance(partition, startAfter?.(partition) ?? 0);
    const starts = held.map((partition) => startAfter?.(partition) ?? this.#leases.position(partition) ?? 0);
    this.#through = Math.min(...starts);
    this.#inSession = held;
    if (this.#state === 'starting') this.#state = 'reading';
    const read = { stream, partitions: held, after: this.#through, signal: this.#session.signal };
    for await (const batch of bus.read(maxBatch === undefined ? read : { ...read, maxBatch })) {
      const startedAtMs = performance.now();
      await this.#apply(batch, new Map(held.map((partition, index) => [partition, starts[index] ?? 0])));
      if (this.#session.signal.aborted) return;
      await this.#rest(performance.now() - startedAtMs);
    }
  }

  async #rest(workedMs: number): Promise<void> {
    const restMs = (await this.#options.restMs?.(workedMs)) ?? 0;
    if (restMs > 0) await this.#pause(restMs);
  }

  async #apply(batch: readonly Message[], starts: ReadonlyMap<number, number>): Promise<void> {
    await this.#renewWhatIsLate(batch);
    const held = new Set(this.#leases.partitions);
    const ours = batch.filter(({ partition, sequence }) => {
      return held.has(partition) && sequence > (starts.get(partition) ?? 0);
    });
    if (ours.length > 0) await handleResiliently(ours, this.#options.handle, this.#resilience());
    const positions = new Map<number, number>();
    for (const message of ours) positions.set(message.partition, message.sequence);
    await this.#save(positions);
    this.#through = Math.max(this.#through, batch.at(-1)?.sequence ?? 0);
    if (positions.size > 0) this.#options.onPosition?.(positions);
  }

  /** A process that was paused asks before it applies anything. */
  async #renewWhatIsLate(batch: readonly Message[]): Promise<void> {
    const late = new Map<number, number>();
    for (const partition of new Set(batch.map((message) => message.partition))) {
      if (!this.#leases.inTime(partition)) late.set(partition, this.#leases.position(partition) ?? 0);
    }
    await this.#save(late);
  }

  async #save(positions: ReadonlyMap<number, number>): Promise<void> {
    const lost = await this.#leases.save(positions);
    if (lost.length === 0) return;
    this.#session.abort();
    this.#report(
      new LeaseLostError(`${this.#options.name}: partitions ${lost.join(', ')} went to another owner`),
    );
  }

  /** What was read jointly holds nothing more for an idle partition, so a restart need not scan it for that one. */
  #moveIdlePartitions(): void {
    for (const partition of this.#inSession) this.#leases.advance(partition, this.#through);
  }

  /** Renews all leases, and ends the session when partitions should change hands. */
  async #upkeep(): Promise<void> {
    try {
      this.#moveIdlePartitions();
      const held = this.#leases.partitions;
      await this.#save(new Map(held.map((partition) => [partition, this.#leases.position(partition) ?? 0])));
      if (await this.#leases.outOfBalance()) this.#session.abort();
    } catch (error) {
      this.#report(error);
    }
  }

  #resilience(): Resilience {
    const { tries, backoffMs, random } = this.#options;
    return {
      tries: tries ?? DEFAULT_TRIES,
      backoffMs: backoffMs ?? DEFAULT_BACKOFF_MS,
      random: random ?? Math.random,
      signal: this.#stopping.signal,
      onError: (error) => this.#report(error),
      isOutage: () => this.#isOutage(),
      park: (message, attempts, firstError, lastError) =>
        this.#park(message, attempts, firstError, lastError),
    };
  }

  async #isOutage(): Promise<boolean> {
    const answers = await Promise.allSettled([this.#options.store.ping(), this.#options.bus.ping()]);
    return answers.some((answer) => answer.status === 'rejected');
  }

  async #park(message: Message, attempts: number, firstError: unknown, lastError: unknown): Promise<void> {
    const { bus, stream, name, clock } = this.#options;
    const tenant = tenantOf(bus.streamConfig(stream), message.subject);
    const parkedAtMs = (clock ?? Date.now)();
    await parkDeadLetter(bus, {
      stream,
      tenant,
      message,
      consumer: name,
      attempts,
      firstError,
      lastError,
      parkedAtMs,
    });
    this.#report(new Error(`${name}: parked ${stream} ${message.sequence}`, { cause: lastError }));
  }

  #report(error: unknown): void {
    this.#options.onError?.(error);
  }

  async #pause(pauseMs: number): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, this.#session.signal]);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Starts a reader: it leases partitions in `store`, reads them jointly in order, and saves their positions after each batch
 * by updates that fence a late owner. Several owners share the partitions evenly.
 */
export function startReader(options: ReaderOptions): PartitionReader {
  const reader = new JointReader(options);
  reader.start();
  return reader;
}
