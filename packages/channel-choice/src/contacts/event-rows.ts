import { type FactsReader, HIDDEN_EVENT } from '@perennial/facts';

/** Reads the events of one customer after the other, from an instant to another, both included. The arrays serve the next customer again. */
export class EventRows {
  /** The customer's, in order of time. */
  readonly timeMs: number[] = [];
  /** Codes of the dictionaries `eventType` and `source`. */
  readonly type: number[] = [];
  readonly source: number[] = [];
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #fromMs: number;
  readonly #atMs: number;
  readonly #found: number[] = [];

  constructor(facts: FactsReader, fromMs: number, atMs: number) {
    this.#facts = facts.columns();
    this.#fromMs = fromMs;
    this.#atMs = atMs;
  }

  read(customer: number): void {
    const shard = this.#facts.shardOf(customer);
    const { rows } = shard.events;
    const local = customer - shard.base;
    const { flags, type, source } = rows.columns;
    this.#found.length = 0;
    const take = (row: number): void => {
      const timeMs = rows.time[row];
      if (timeMs >= this.#fromMs && timeMs <= this.#atMs && (flags[row] & HIDDEN_EVENT) === 0)
        this.#found.push(row);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    const newest = rows.newestDelta(local);
    for (let row = newest; row >= 0; row = rows.deltaBefore(row)) take(row);
    if (newest >= 0) this.#found.sort((left, right) => rows.time[left] - rows.time[right]);
    this.timeMs.length = 0;
    this.type.length = 0;
    this.source.length = 0;
    for (const row of this.#found) {
      this.timeMs.push(rows.time[row]);
      this.type.push(type[row]);
      this.source.push(source[row]);
    }
  }
}
