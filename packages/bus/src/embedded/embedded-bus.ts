import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
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
import { matchesFilter } from '../subject.ts';
import { checkWorkOptions } from '../work/attempt.ts';
import { Worker } from '../work/worker.ts';
import { publishToLogs } from './publish-log.ts';
import { readLog } from './read-log.ts';
import { StreamLog } from './stream-log.ts';
import { type ThreadChannel, ThreadLink } from './thread-link.ts';
import { startTrimming } from './trim.ts';
import { type QueueHooks, WorkQueue } from './work-queue.ts';

export interface EmbeddedBusOptions {
  /** One process at a time may open it; several of its threads by `otherThread`. */
  directory: string;
  /** DEAD is added when it is not among them. */
  streams: readonly StreamConfig[];
  /** The clock of `publishedAtMs`, the duplicate window and the age limit; default `Date.now`. */
  now?: () => number;
  /** In [0, 1), for the jitter of retries; default `Math.random`. */
  random?: () => number;
  /** Told of failures that no caller awaits (trimming, acknowledging, parking); default: they are dropped, the work is tried again. */
  onError?: (error: unknown) => void;
  /**
   * The thread that has a bus open on the same directory, and the streams that it writes. What is published to those here goes
   * over to it. A durable queue belongs to one of the two.
   */
  otherThread?: { channel: ThreadChannel; writes: (stream: string) => boolean };
}

const SCAN_BATCH = 1_000;
const STOP_TIMEOUT_MS = 10_000;

class EmbeddedBus implements Bus {
  readonly #directory: StreamDirectory;
  readonly #logs = new Map<string, StreamLog>();
  readonly #queues = new Map<string, WorkQueue>();
  readonly #works = new Set<Work>();
  readonly #closing = new AbortController();
  readonly #now: () => number;
  readonly #hooks: Omit<QueueHooks, 'park'>;
  readonly #stopTrimming: () => Promise<void>;
  readonly #isElsewhere: (stream: string) => boolean;
  readonly #link: ThreadLink | undefined;
  readonly #onDurable = (log: StreamLog): void => this.#link?.announce(log.config.name, log.durableSequence);
  #publishing = 0;
  #whenQuiet: (() => void) | undefined;

  constructor(options: EmbeddedBusOptions) {
    this.#directory = new StreamDirectory(withDeadStream(options.streams));
    this.#now = options.now ?? Date.now;
    this.#hooks = { random: options.random ?? Math.random, onError: options.onError ?? (() => undefined) };
    for (const config of this.#directory.all) {
      this.#logs.set(config.name, new StreamLog(join(options.directory, config.name), config));
    }
    this.#isElsewhere = options.otherThread?.writes ?? (() => false);
    this.#link = options.otherThread && this.#linkTo(options.otherThread.channel);
    const own = [...this.#logs.values()].filter((log) => !this.#isElsewhere(log.config.name));
    for (const log of own) this.#onDurable(log);
    this.#stopTrimming = startTrimming(own, this.#now, this.#hooks.onError);
  }

  streamConfig(stream: string): StreamConfig {
    return this.#directory.named(stream);
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<Published[]> {
    this.#checkOpen();
    this.#publishing++;
    try {
      return await this.#publish(messages);
    } finally {
      this.#publishing--;
      if (this.#publishing === 0) this.#whenQuiet?.();
    }
  }

  read(options: ReadOptions): AsyncIterable<Message[]> {
    const log = this.#log(options.stream);
    return readLog(log, { ...options, signal: AbortSignal.any([options.signal, this.#closing.signal]) });
  }

  async work(options: WorkOptions, handler: WorkHandler): Promise<Work> {
    this.#checkOpen();
    checkWorkOptions(options);
    const queue = this.#queue(options);
    const worker = new Worker(options, handler);
    queue.attach(worker);
    const stopped = Promise.withResolvers<void>();
    const work: Work = {
      finished: stopped.promise,
      stop: async (timeoutMs) => {
        if (!this.#works.delete(work)) return;
        await worker.stop(timeoutMs);
        await queue.detach(worker);
        stopped.resolve();
      },
      pending: async () => queue.pending(),
    };
    this.#works.add(work);
    return work;
  }

  async state(stream: string): Promise<StreamState> {
    return this.#log(stream).state();
  }

  async purge(stream: string, filter: string): Promise<number> {
    if (this.#link && this.#isElsewhere(stream)) return this.#link.purge(stream, filter);
    const log = this.#log(stream);
    const reading = new AbortController();
    let removed = 0;
    const read = { stream, after: 0, maxBatch: SCAN_BATCH, until: 'end', signal: reading.signal } as const;
    for await (const batch of readLog(log, read)) {
      const gone = batch.filter((message) => matchesFilter(message.subject, filter));
      await log.remove(gone.map((message) => message.sequence));
      removed += gone.length;
    }
    return removed;
  }

  async remove(stream: string, sequence: number): Promise<void> {
    if (this.#link && this.#isElsewhere(stream)) await this.#link.remove(stream, sequence);
    else await this.#log(stream).remove([sequence]);
  }

  async ping(): Promise<void> {
    this.#checkOpen();
    for (const { commit } of this.#logs.values()) commit.check();
  }

  async drain(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    await Promise.all([...this.#works].map((work) => work.stop(STOP_TIMEOUT_MS)));
    this.#closing.abort();
    if (this.#publishing > 0)
      await new Promise<void>((resolve) => {
        this.#whenQuiet = resolve;
      });
    await this.#stopTrimming();
    this.#link?.close();
    await Promise.all(Array.from(this.#logs.values(), (log) => log.close()));
  }

  #linkTo(channel: ThreadChannel): ThreadLink {
    return new ThreadLink(channel, this, (stream, sequence) => this.#logs.get(stream)?.follow(sequence));
  }

  /** All messages of one call are written by one thread, as all of our callers have it. */
  async #publish(messages: readonly OutgoingMessage[]): Promise<Published[]> {
    const link = this.#link;
    if (link) {
      const away = messages.filter(({ subject }) => this.#isElsewhere(this.#directory.holding(subject).name));
      if (away.length > 0 && away.length < messages.length)
        throw new Error(
          'Messages of one publish belong to streams that two threads write: publish them apart',
        );
      if (away.length > 0) return link.publish(away);
    }
    return publishToLogs(this.#directory, this.#logs, messages, this.#now(), this.#onDurable);
  }

  #queue(options: WorkOptions): WorkQueue {
    const key = queueKey(options);
    const known = this.#queues.get(key);
    if (known && !known.closed) return known;
    const log = this.#log(options.stream);
    const queue = new WorkQueue(log, options.durable, options.filter, {
      ...this.#hooks,
      park: async (durable, message, entry) => {
        await parkDeadLetter(this, {
          stream: options.stream,
          tenant: tenantOf(log.config, message.subject),
          message,
          consumer: durable,
          attempts: entry.attempt,
          firstError: entry.firstError,
          lastError: entry.lastError,
          parkedAtMs: this.#now(),
        });
      },
    });
    this.#queues.set(key, queue);
    return queue;
  }

  #log(stream: string): StreamLog {
    const log = this.#logs.get(this.#directory.named(stream).name);
    if (!log) throw new Error(`Stream ${stream} has no log`);
    return log;
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new Error('The bus is closed');
  }
}

function queueKey(options: WorkOptions): string {
  return `${options.stream}/${options.durable}`;
}

/**
 * Opens (and creates) the embedded bus: an append log on LMDB with JetStream's semantics. A publish resolves when its group commit is
 * on disk. Ids within the duplicate window are found again after a restart.
 */
export async function openEmbeddedBus(options: EmbeddedBusOptions): Promise<Bus> {
  await mkdir(options.directory, { recursive: true });
  return new EmbeddedBus(options);
}
