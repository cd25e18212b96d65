import { type Database, open, type RootDatabase } from 'lmdb';
import type { Message, OutgoingMessage, StreamConfig, StreamState } from '../port.ts';
import { DuplicateWindow } from './duplicate-window.ts';
import { GroupCommit } from './group-commit.ts';
import { RecentMessages } from './recent-messages.ts';
import { readId, readPartition, readPublishedAtMs, readRecord, writeRecord } from './record-codec.ts';
import { TailSignal } from './tail-signal.ts';
import { WorkState } from './work-state.ts';

/** What one scan step found, and how far it got. */
export interface Slice {
  messages: Message[];
  through: number;
}

/** A scan step looks at this many records per message asked for, so that a rare partition cannot hold the event loop. */
const SCAN_FACTOR = 8;

/** LMDB keeps the count of each tree; the library leaves its statistics untyped. */
function entryCount(stats: object): number {
  return 'entryCount' in stats && typeof stats.entryCount === 'number' ? stats.entryCount : 0;
}

/** As a scan of the log, over messages that are in memory: cheap enough to look at all of them. */
function sliceOf(
  messages: Iterable<Message>,
  last: number,
  limit: number,
  wanted: ReadonlySet<number> | null,
): Slice {
  const found: Message[] = [];
  for (const message of messages) {
    if (message.sequence > last) break;
    if (wanted === null || wanted.has(message.partition)) found.push(message);
    if (found.length >= limit) return { messages: found, through: message.sequence };
  }
  return { messages: found, through: last };
}

/** Records, the last sequence, and the state of queues. */
const DATABASES = 3;

/**
 * One stream on LMDB: records by sequence. It appends, reads what is durable and removes; it never waits. Each stream is an
 * environment of its own, so that who writes one never waits for who writes another.
 */
export class StreamLog {
  readonly config: StreamConfig;
  readonly tail = new TailSignal();
  readonly commit: GroupCommit;
  readonly work: WorkState;
  readonly #records: Database<Buffer, number>;
  /** The last sequence ever given, kept when the records at the end are removed; by stream name. */
  readonly #lastSequences: Database<number, string>;
  readonly #root: RootDatabase;
  readonly #recent = new RecentMessages();
  #duplicates: DuplicateWindow | undefined;
  #lastSequence: number;
  #lastAtMs = 0;
  #durableSequence: number;

  constructor(path: string, config: StreamConfig) {
    const root = open({ path, maxDbs: DATABASES, noSubdir: false });
    this.config = config;
    this.#root = root;
    this.commit = new GroupCommit(root);
    this.work = new WorkState(root);
    this.#records = root.openDB<Buffer, number>({ name: `log:${config.name}`, encoding: 'binary' });
    this.#lastSequences = root.openDB<number, string>({ name: 'last-sequences', encoding: 'msgpack' });
    this.#lastSequence = Math.max(this.#lastSequences.get(config.name) ?? 0, this.#edge(true) ?? 0);
    this.#durableSequence = this.#lastSequence;
  }

  /** Readers see nothing beyond it: what a crash could take back is not shown. */
  get durableSequence(): number {
    return this.#durableSequence;
  }

  /** Gives the message its sequence and hands the record to the running group commit, written at `start` of `target`. */
  append(message: OutgoingMessage, partition: number, nowMs: number, target: Buffer, start: number) {
    const sequence = this.#lastSequence + 1;
    this.#duplicates ??= this.#rebuiltDuplicates(nowMs);
    const atMs = Math.max(nowMs, this.#lastAtMs);
    const first = this.#duplicates.firstOrRemember(message.id, sequence, atMs);
    if (first) return { sequence: first.sequence, end: start, committed: undefined };
    this.#lastSequence = sequence;
    this.#lastAtMs = atMs;
    const end = writeRecord(target, start, message, partition, atMs);
    const data = target.subarray(end - message.data.byteLength, end);
    this.#recent.push({
      ...message,
      headers: { ...message.headers },
      sequence,
      partition,
      data,
      publishedAtMs: atMs,
    });
    return { sequence, end, committed: this.#records.put(sequence, target.subarray(start, end)) };
  }

  /** To be called when everything up to `sequence` is on disk. */
  markDurable(sequence: number): void {
    if (sequence <= this.#durableSequence) return;
    this.#durableSequence = sequence;
    this.tail.notify();
  }

  /** As `markDurable`, for a log that another thread writes: its commits are in no snapshot that this thread reads yet. */
  follow(sequence: number): void {
    this.#root.resetReadTxn();
    this.markDurable(sequence);
  }

  /** Up to `limit` messages after `after` and not beyond `end` that `wanted` accepts (null: all partitions). */
  slice(after: number, end: number, limit: number, wanted: ReadonlySet<number> | null): Slice {
    const last = Math.min(end, this.#durableSequence);
    const messages: Message[] = [];
    if (after >= last) return { messages, through: after };
    const recent = this.#recent.after(after);
    if (recent !== null) return sliceOf(recent, last, limit, wanted);
    let scannable = limit * SCAN_FACTOR;
    for (const { key, value } of this.#records.getRange({ start: after + 1, end: last + 1 })) {
      if (wanted === null || wanted.has(readPartition(value))) messages.push(readRecord(key, value));
      if (messages.length >= limit || --scannable === 0) return { messages, through: key };
    }
    return { messages, through: last };
  }

  get(sequence: number): Message | undefined {
    const record = this.#records.get(sequence);
    return record && readRecord(sequence, record);
  }

  state(): StreamState {
    return {
      firstSequence: this.#edge(false) ?? this.#durableSequence + 1,
      lastSequence: this.#durableSequence,
      messages: entryCount(this.#records.getStats()),
    };
  }

  /** Removes the given records and keeps the sequence from falling back. */
  async remove(sequences: readonly number[]): Promise<void> {
    if (sequences.length === 0) return;
    this.#recent.clear();
    const written = this.#lastSequences.put(this.config.name, this.#lastSequence);
    for (const sequence of sequences) void this.#records.remove(sequence);
    await written;
    await this.#records.committed;
  }

  /** Sequences at the start of the log that were published before `beforeMs`; at most `limit`. */
  olderThan(beforeMs: number, limit: number): number[] {
    const old: number[] = [];
    for (const { key, value } of this.#records.getRange({ limit })) {
      if (readPublishedAtMs(value) >= beforeMs) break;
      old.push(key);
    }
    return old;
  }

  async close(): Promise<void> {
    await this.#root.flushed;
    await this.#root.close();
  }

  #edge(reverse: boolean): number | undefined {
    for (const key of this.#records.getKeys({ reverse, limit: 1 })) return key;
    return undefined;
  }

  /** The first sequence published at `atMs` or later; times never fall along the log, so it is found by halving. */
  #firstSince(atMs: number): number {
    let low = this.#edge(false) ?? 1;
    let high = this.#lastSequence + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = this.#atOrAfter(middle);
      if (found && readPublishedAtMs(found.value) < atMs) low = found.key + 1;
      else high = middle;
    }
    return low;
  }

  #atOrAfter(sequence: number): { key: number; value: Buffer } | undefined {
    for (const entry of this.#records.getRange({ start: sequence, limit: 1 })) return entry;
    return undefined;
  }

  /** From the log itself, at the first publish: whoever only reads need not wait for it. About 3 µs an id. */
  #rebuiltDuplicates(nowMs: number): DuplicateWindow {
    const duplicates = new DuplicateWindow(this.config.duplicateWindowMs);
    const start = this.#firstSince(nowMs - this.config.duplicateWindowMs);
    for (const { key, value } of this.#records.getRange({ start })) {
      this.#lastAtMs = readPublishedAtMs(value);
      duplicates.firstOrRemember(readId(value), key, this.#lastAtMs);
    }
    return duplicates;
  }
}
