import { type AsOf, type FactsReader, HIDDEN_EVENT } from '@perennial/facts';

/** Reads the events of one customer after the other, up to an instant and back from it. The arrays serve the next customer again. */
export class EventRows {
  /** The customer's, in order of time; of one instant as visits ask for them, then by id. */
  readonly timeMs: number[] = [];
  /** Codes of the dictionaries `eventType` and `source`. */
  readonly type: number[] = [];
  readonly source: number[] = [];
  /** Of the first event that is known already and comes later; ∞ without one. */
  nextMs = Number.POSITIVE_INFINITY;
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #found: number[] = [];

  constructor(facts: FactsReader) {
    this.#facts = facts.columns();
  }

  /** @param fromMs no event before counts */
  read(customer: number, fromMs: number, { at, knownAt = Number.POSITIVE_INFINITY }: AsOf): void {
    const shard = this.#facts.shardOf(customer);
    const { rows } = shard.events;
    const local = customer - shard.base;
    const { flags, recorded, type, source } = rows.columns;
    this.#found.length = 0;
    this.nextMs = Number.POSITIVE_INFINITY;
    const take = (row: number): void => {
      const timeMs = rows.time[row];
      if (timeMs < fromMs || (flags[row] & HIDDEN_EVENT) !== 0 || recorded[row] > knownAt) return;
      if (timeMs <= at) this.#found.push(row);
      else this.nextMs = Math.min(this.nextMs, timeMs);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row);
    this.#sort(rows.time, rows.columns);
    this.timeMs.length = 0;
    this.type.length = 0;
    this.source.length = 0;
    for (const row of this.#found) {
      this.timeMs.push(rows.time[row]);
      this.type.push(type[row]);
      this.source.push(source[row]);
    }
  }

  /** Most rows are in order already. */
  #sort(time: ArrayLike<number>, { source, id }: Record<'source' | 'id', ArrayLike<number>>): void {
    const found = this.#found;
    const { sourceCodes } = this.#facts;
    const order = (left: number, right: number): number =>
      time[left] - time[right] || sourceCodes.compare(source[left], source[right]) || id[left] - id[right];
    for (let place = 1; place < found.length; place += 1) {
      if (order(found[place - 1], found[place]) <= 0) continue;
      found.sort(order);
      return;
    }
  }
}
