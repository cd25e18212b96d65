import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { withDeadStream } from '../dead-letter/dead-letter-stream.ts';
import { parkDeadLetter } from '../dead-letter/park-dead-letter.ts';
import type {
  Bus,
  Message,
  OutgoingMessage,
  Published,
  ReadOptions,
  StreamConfig,
  StreamState,
  Work,
  WorkHandler,
  WorkOptions,
} from '../port.ts';
import { StreamDirectory, tenantOf } from '../stream-directory.ts';
import { checkWorkOptions } from '../work/attempt.ts';
import { Worker } from '../work/worker.ts';
import { ensureStreams } from './ensure-streams.ts';
import { startJetStreamWork } from './jetstream-work.ts';
import { isMessageGone } from './nats-errors.ts';
import { Publisher } from './publisher.ts';
import { readStream } from './read-stream.ts';
import { ensureWorkConsumer } from './work-consumer.ts';

export interface NatsBusOptions {
  /** `host:port` or `nats://…`, several for a cluster. */
  servers: string | string[];
  /** DEAD is added when it is not among them. */
  streams: readonly StreamConfig[];
  /** Shown by the server's monitoring; the service's name. */
  name: string;
  /** Copies of each stream in a cluster; default 1. */
  replicas?: number;
  /** After it a publish is unknown; default 5,000. */
  publishTimeoutMs?: number;
  /** In [0, 1), for the jitter of retries; default `Math.random`. */
  random?: () => number;
  /** Told of failures that no caller awaits; default: they are dropped, the work is tried again. */
  onError?: (error: unknown) => void;
}

const PUBLISH_TIMEOUT_MS = 5_000;
const STOP_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;

class NatsBus implements Bus {
  readonly #connection: NatsConnection;
  readonly #client: JetStreamClient;
  readonly #manager: JetStreamManager;
  readonly #directory: StreamDirectory;
  readonly #publisher: Publisher;
  readonly #works = new Set<Work>();
  readonly #publishing = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #random: () => number;
  readonly #onError: (error: unknown) => void;

  constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    directory: StreamDirectory,
    options: NatsBusOptions,
  ) {
    this.#connection = connection;
    this.#client = jetstream(connection);
    this.#manager = manager;
    this.#directory = directory;
    this.#publisher = new Publisher(this.#client, directory, options.publishTimeoutMs ?? PUBLISH_TIMEOUT_MS);
    this.#random = options.random ?? Math.random;
    this.#onError = options.onError ?? (() => undefined);
  }

  streamConfig(stream: string): StreamConfig {
    return this.#directory.named(stream);
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<Published[]> {
    this.#checkOpen();
    const publishing = this.#publisher.publish(messages);
    this.#publishing.add(publishing);
    try {
      return await publishing;
    } finally {
      this.#publishing.delete(publishing);
    }
  }

  read(options: ReadOptions): AsyncIterable<Message[]> {
    const config = this.#directory.named(options.stream);
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    return readStream(this.#client, config, { ...options, signal });
  }

  async work(options: WorkOptions, handler: WorkHandler): Promise<Work> {
    this.#checkOpen();
    checkWorkOptions(options);
    const config = this.#directory.named(options.stream);
    await ensureWorkConsumer(this.#manager, options);
    const consumer = await this.#client.consumers.get(options.stream, options.durable);
    const work = await startJetStreamWork(config, consumer, new Worker(options, handler), {
      random: this.#random,
      onError: this.#onError,
      flush: () => this.#connection.flush(),
      park: async (message, attempts, firstError, lastError) => {
        const tenant = tenantOf(config, message.subject);
        const origin = { stream: options.stream, tenant, message, consumer: options.durable };
        await parkDeadLetter(this, { ...origin, attempts, firstError, lastError, parkedAtMs: Date.now() });
      },
    });
    this.#works.add(work);
    return work;
  }

  async state(stream: string): Promise<StreamState> {
    const { state } = await this.#manager.streams.info(this.#directory.named(stream).name);
    const firstSequence = state.messages === 0 ? state.last_seq + 1 : state.first_seq;
    return { firstSequence, lastSequence: state.last_seq, messages: state.messages };
  }

  async purge(stream: string, filter: string): Promise<number> {
    const { purged } = await this.#manager.streams.purge(this.#directory.named(stream).name, { filter });
    return purged;
  }

  async remove(stream: string, sequence: number): Promise<void> {
    try {
      await this.#manager.streams.deleteMessage(this.#directory.named(stream).name, sequence, false);
    } catch (error) {
      if (!isMessageGone(error)) throw error;
    }
  }

  async ping(): Promise<void> {
    this.#checkOpen();
    const signal = AbortSignal.timeout(PING_TIMEOUT_MS);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () =>
        reject(new Error(`No answer from NATS within ${PING_TIMEOUT_MS} ms`)),
      );
    });
    await Promise.race([this.#manager.getAccountInfo(), late]);
  }

  async drain(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    await Promise.all([...this.#works].map((work) => work.stop(STOP_TIMEOUT_MS)));
    this.#closing.abort();
    await Promise.allSettled(this.#publishing);
    await this.#connection.close();
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new Error('The bus is closed');
  }
}

/** What `openNatsBus` does when the client is loaded. */
export async function connectNatsBus(options: NatsBusOptions): Promise<Bus> {
  const directory = new StreamDirectory(withDeadStream(options.streams));
  const connection = await connect({
    servers: options.servers,
    name: options.name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    noAsyncTraces: true,
  });
  try {
    const manager = await jetstreamManager(connection);
    await ensureStreams(manager, directory.all, options.replicas ?? 1);
    return new NatsBus(connection, manager, directory, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}
