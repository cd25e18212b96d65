import { type AsOf, type FactsReader, LIVE, ORDER, type ShardColumns, VOID } from '@perennial/facts';

/** Reads orders that count of one customer after the other, with what is left of them after refunds. The arrays serve the next customer again. */
export class OrderRows {
  /** The customer's, in order of time. */
  readonly timeMs: number[] = [];
  /** Codes of the dictionary `source`. */
  readonly source: number[] = [];
  readonly netMinor: number[] = [];
  /** When the first order or refund that is known already begins or ends to count; ∞ without one. */
  nextMs = Number.POSITIVE_INFINITY;
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #orders: number[] = [];
  /** By the key of the order; negative. */
  readonly #givenBack = new Map<number, number>();

  constructor(facts: FactsReader) {
    this.#facts = facts.columns();
  }

  /** Orders of which nothing is left are left out. */
  read(customer: number, asOf: AsOf): void {
    const shard = this.#facts.shardOf(customer);
    const { rows } = shard.ledger;
    this.#findRows(shard, customer - shard.base, asOf);
    this.timeMs.length = 0;
    this.source.length = 0;
    this.netMinor.length = 0;
    for (const row of this.#orders) {
      const left = rows.columns.amount[row] + (this.#givenBack.get(rows.columns.orderKey[row]) ?? 0);
      if (left <= 0) continue;
      this.timeMs.push(rows.time[row]);
      this.source.push(rows.columns.source[row]);
      this.netMinor.push(left);
    }
  }

  #findRows(shard: ShardColumns, local: number, asOf: AsOf): void {
    this.#orders.length = 0;
    this.#givenBack.clear();
    this.nextMs = Number.POSITIVE_INFINITY;
    const { rows } = shard.ledger;
    const { flags, amount, orderKey } = rows.columns;
    const counts = shard.countsAsOf(asOf);
    const take = (row: number): void => {
      this.#noteTurn(shard, row, asOf.at);
      if (rows.time[row] > asOf.at || !counts(row)) return;
      if ((flags[row] & ORDER) !== 0) this.#orders.push(row);
      else this.#givenBack.set(orderKey[row], (this.#givenBack.get(orderKey[row]) ?? 0) + amount[row]);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    const newest = rows.newestDelta(local);
    for (let row = newest; row >= 0; row = rows.deltaBefore(row)) take(row);
    if (newest >= 0) this.#orders.sort((left, right) => rows.time[left] - rows.time[right]);
  }

  #noteTurn({ ledger: { rows, voidFrom } }: ShardColumns, row: number, at: number): void {
    const state = rows.columns.flags[row];
    if ((state & LIVE) === 0) return;
    const timeMs = rows.time[row];
    if (timeMs > at) this.nextMs = Math.min(this.nextMs, timeMs);
    const endsMs = (state & VOID) === 0 ? Number.POSITIVE_INFINITY : (voidFrom.get(row) ?? timeMs);
    if (endsMs > at) this.nextMs = Math.min(this.nextMs, endsMs);
  }
}
