import type { Database, RootDatabase } from 'lmdb';

type WorkKey = [stream: string, durable: string] | [stream: string, durable: string, sequence: number];

/** The kept part of all queues. Under (stream, durable): the cursor; under (stream, durable, sequence): tries begun. */
export class WorkState {
  readonly #entries: Database<number, WorkKey>;

  constructor(root: RootDatabase) {
    this.#entries = root.openDB<number, WorkKey>({ name: 'work', encoding: 'msgpack' });
  }

  /** The last sequence that was handed out; 0 for a new queue. */
  cursor(stream: string, durable: string): number {
    return this.#entries.get([stream, durable]) ?? 0;
  }

  /** Handed out and not acknowledged: sequence and tries begun. */
  *unacknowledged(stream: string, durable: string): Generator<{ sequence: number; attempt: number }> {
    const range = { start: [stream, durable, 0], end: [stream, durable, Number.MAX_SAFE_INTEGER] };
    for (const { key, value } of this.#entries.getRange(range)) {
      const sequence = key[2];
      if (sequence !== undefined) yield { sequence, attempt: value };
    }
  }

  /** Records that a try begins, before its handler runs, so that a message that kills the process is counted. */
  async begin(
    stream: string,
    durable: string,
    sequence: number,
    attempt: number,
    cursor: number,
  ): Promise<void> {
    void this.#entries.put([stream, durable], cursor);
    await this.#entries.put([stream, durable, sequence], attempt);
  }

  async acknowledge(stream: string, durable: string, sequence: number): Promise<void> {
    await this.#entries.remove([stream, durable, sequence]);
  }
}
