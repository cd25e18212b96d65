/**
 * The bus port: durable, de-duplicated publishing to partitioned streams, and two ways to consume them: readers build state
 * in order from a position of their own, workers do effects from a queue. Embedded (a log on LMDB) and NATS JetStream.
 */

/** Partitions of every stream; fixed at installation. */
export const PARTITION_COUNT = 32;

export interface StreamConfig {
  /** Upper case, e.g. `EVENTS`. */
  name: string;
  /** First subject token; all subjects of the stream are `<prefix>.>`. */
  subjectPrefix: string;
  /**
   * Which token (0 = prefix) holds the partition number; the token before it is the tenant. Absent for streams without
   * partitions (DEAD), where the last token is the tenant.
   */
  partitionToken?: number;
  /** Messages older than this go away. */
  maxAgeMs?: number;
  /** Window in which a repeated message id is dropped. */
  duplicateWindowMs: number;
}

export interface OutgoingMessage {
  /** `<prefix>.…`, tokens `[a-z0-9_-]`; decides stream and partition. No personal data, no customer id. */
  subject: string;
  /** De-duplication id, unique in the whole stream (`<source>|<id>`). */
  id: string;
  /** CloudEvents attributes as `ce-…` and `traceparent`; lower-case names. */
  headers: Record<string, string>;
  data: Uint8Array;
}

export interface Published {
  /** Position in the stream; for a duplicate, that of the first. */
  sequence: number;
  duplicate: boolean;
}

export interface Message {
  subject: string;
  /** Position in the stream, rising; one counter for the whole stream. */
  sequence: number;
  partition: number;
  id: string;
  headers: Record<string, string>;
  data: Uint8Array;
  /** When the log took it, in ms since the epoch. */
  publishedAtMs: number;
}

export interface ReadOptions {
  stream: string;
  /** Only these partitions; absent means all. */
  partitions?: readonly number[];
  /** Only messages whose sequence is greater; 0 reads from the start. */
  after: number;
  /** Upper bound of one batch. */
  maxBatch?: number;
  /** Ends the iteration when it aborts. */
  signal: AbortSignal;
  /** `end`: stop at the end that the stream has when the read starts (for catch-up and scans); `tail` (default): wait for more. */
  until?: 'end' | 'tail';
}

export interface WorkOptions {
  stream: string;
  /** Kept name of the queue; workers that share it share its messages. */
  durable: string;
  /** Subject filter with `*` and a final `>`; absent means all. */
  filter?: string;
  /** At most this many unacknowledged at once. */
  maxInFlight: number;
  /** Redelivered when neither acknowledged nor `working()` for this long. */
  ackWaitMs: number;
  /** Tries before the message is parked in DEAD with its reason. */
  maxDeliver: number;
  /** Delay before try n+1 (last one repeats), jitter ±20 % is added. */
  backoffMs: readonly number[];
}

export interface Delivery {
  message: Message;
  /** From 1. */
  attempt: number;
  /** Says that the handler is still at it; restarts the ack wait. */
  working(): void;
  signal: AbortSignal;
}

/** Resolving acknowledges; throwing asks for another try after the back-off; throwing `TerminalError` parks at once. */
export type WorkHandler = (delivery: Delivery) => Promise<void>;

export interface Work {
  /** Stops taking, waits for what is in flight (at most `timeoutMs`). */
  stop(timeoutMs: number): Promise<void>;
  /** Messages neither acknowledged nor parked. */
  pending(): Promise<number>;
  /** Resolves after `stop`; rejects when the queue can deliver no more, such as a durable that was deleted on the server. */
  finished: Promise<void>;
}

export interface DeadLetter {
  /** Position in DEAD; what replay and discard take. */
  sequence: number;
  stream: string;
  subject: string;
  messageId: string;
  tenant: string;
  /** Who gave up: reader or durable name. */
  consumer: string;
  attempts: number;
  firstError: string;
  lastError: string;
  parkedAtMs: number;
  headers: Record<string, string>;
  data: Uint8Array;
}

export interface StreamState {
  firstSequence: number;
  lastSequence: number;
  messages: number;
}

export interface Bus {
  /** The configuration a stream was opened with. Throws when the bus has no such stream. */
  streamConfig(stream: string): StreamConfig;
  /**
   * Durable when it resolves: all of them, in the order given within each partition. Rejects with `PublishUnknownError` when
   * it cannot know (time-out): retry under the same ids.
   */
  publish(messages: readonly OutgoingMessage[]): Promise<Published[]>;
  /** Batches in rising sequence, gap-free for the chosen partitions. */
  read(options: ReadOptions): AsyncIterable<Message[]>;
  work(options: WorkOptions, handler: WorkHandler): Promise<Work>;
  state(stream: string): Promise<StreamState>;
  /** Removes all messages whose subject matches (tenant purge, replayed dead letters); resolves to how many. */
  purge(stream: string, filter: string): Promise<number>;
  /** Removes one message (a replayed or discarded dead letter). */
  remove(stream: string, sequence: number): Promise<void>;
  ping(): Promise<void>;
  /** Finishes publishes, ends reads and work, closes. */
  drain(): Promise<void>;
}

/** The publish may or may not be stored: retry with the same id. */
export class PublishUnknownError extends Error {
  override readonly name = 'PublishUnknownError';
}

/** A handler throws it when no further try can help. */
export class TerminalError extends Error {
  override readonly name = 'TerminalError';
}

/** The server answered that it did not store the message. Nothing is in doubt; the same call may be tried again later. */
export class PublishRefusedError extends Error {
  override readonly name = 'PublishRefusedError';
}
