import { open, type RootDatabase } from 'lmdb';
import type { Message, OutgoingMessage, StreamConfig, StreamState } from '../port.ts';
import { BlockTable } from './block-table.ts';
import { DuplicateWindow } from './duplicate-window.ts';
import { GroupCommit } from './group-commit.ts';
import { blocksOf } from './record-block.ts';
import { type LogRecord, readId, readPartition, readPublishedAtMs, readRecord } from './record-codec.ts';
import { TailSignal } from './tail-signal.ts';
import { WorkState } from './work-state.ts';

/** What one scan step found, and how far it got. */
export interface Slice {
  messages: Message[];
  through: number;
}

/** A scan step looks at this many records per message asked for, so that a rare partition cannot hold the event loop. */
const SCAN_FACTOR = 8;

/** Blocks, counts, and the state of queues. */
const DATABASES = 3;

/**
 * One stream on LMDB: blocks of records by sequence. It appends, reads what is durable and removes; it never waits. Each stream is an
 * environment of its own, so that who writes one never waits for who writes another.
 */
export class StreamLog {
  readonly config: StreamConfig;
  readonly tail = new TailSignal();
  readonly commit: GroupCommit;
  readonly work: WorkState;
  readonly #blocks: BlockTable;
  readonly #root: RootDatabase;
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
    this.#blocks = new BlockTable(root);
    this.#lastSequence = this.#blocks.lastSequence;
    this.#durableSequence = this.#lastSequence;
  }

  /** Readers see nothing beyond it: what a crash could take back is not shown. */
  get durableSequence(): number {
    return this.#durableSequence;
  }

  /** Gives the message its sequence; its record is to be written before the event loop turns, in order. None for a repeat. */
  assign(
    message: OutgoingMessage,
    partition: number,
    nowMs: number,
  ): { sequence: number; record: LogRecord | undefined } {
    this.#duplicates ??= this.#rebuiltDuplicates(nowMs);
    const publishedAtMs = Math.max(nowMs, this.#lastAtMs);
    const sequence = this.#lastSequence + 1;
    const first = this.#duplicates.firstOrRemember(message.id, sequence, publishedAtMs);
    if (first) return { sequence: first.sequence, record: undefined };
    this.#lastSequence = sequence;
    this.#lastAtMs = publishedAtMs;
    return { sequence, record: { sequence, message, partition, publishedAtMs } };
  }

  /** Hands records to the running group commit; resolves with it. Undefined where there are none. */
  write(records: readonly LogRecord[]): Promise<unknown> | undefined {
    let committed: Promise<unknown> | undefined;
    for (const block of blocksOf(records)) committed = this.#blocks.put(block);
    return committed;
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
    let scannable = limit * SCAN_FACTOR;
    for (const block of this.#blocks.between(after + 1, last)) {
      const blockLast = Math.min(block.last, last);
      for (let sequence = Math.max(block.first, after + 1); sequence <= blockLast; sequence += 1) {
        const record = block.record(sequence);
        if (record !== undefined && (wanted === null || wanted.has(readPartition(record))))
          messages.push(readRecord(sequence, record));
        if (messages.length >= limit || --scannable === 0) return { messages, through: sequence };
      }
    }
    return { messages, through: last };
  }

  get(sequence: number): Message | undefined {
    const record = this.#blocks.holding(sequence)?.record(sequence);
    return record && readRecord(sequence, record);
  }

  state(): StreamState {
    return {
      firstSequence: this.#blocks.firstSequence ?? this.#durableSequence + 1,
      lastSequence: this.#durableSequence,
      messages: this.#durableSequence - this.#blocks.removed,
    };
  }

  /** Removes the given records and keeps the sequence from falling back. */
  async remove(sequences: readonly number[]): Promise<void> {
    if (sequences.length === 0) return;
    await this.#blocks.remove(sequences, this.#lastSequence);
  }

  /** Sequences at the start of the log that were published before `beforeMs`; at most `limit`. */
  olderThan(beforeMs: number, limit: number): number[] {
    const old: number[] = [];
    for (const block of this.#blocks.between(0, this.#durableSequence)) {
      for (let sequence = block.first; sequence <= block.last; sequence += 1) {
        const record = block.record(sequence);
        if (record === undefined) continue;
        if (readPublishedAtMs(record) >= beforeMs || old.length >= limit) return old;
        old.push(sequence);
      }
    }
    return old;
  }

  async close(): Promise<void> {
    await this.#root.flushed;
    await this.#root.close();
  }

  /** From the log itself, at the first publish: whoever only reads need not wait for it. About 3 µs an id. */
  #rebuiltDuplicates(nowMs: number): DuplicateWindow {
    const duplicates = new DuplicateWindow(this.config.duplicateWindowMs);
    const start = this.#blockBefore(nowMs - this.config.duplicateWindowMs);
    for (const block of this.#blocks.between(start, this.#lastSequence)) {
      for (let sequence = block.first; sequence <= block.last; sequence += 1) {
        const record = block.record(sequence);
        if (record === undefined) continue;
        this.#lastAtMs = readPublishedAtMs(record);
        duplicates.firstOrRemember(readId(record), sequence, this.#lastAtMs);
      }
    }
    return duplicates;
  }

  /** Where a block begins before which everything was published earlier than `atMs`; times never fall along the log. */
  #blockBefore(atMs: number): number {
    for (const block of this.#blocks.backwards()) {
      const record = block.record(block.first);
      if (record !== undefined && readPublishedAtMs(record) < atMs) return block.first;
    }
    return 0;
  }
}
