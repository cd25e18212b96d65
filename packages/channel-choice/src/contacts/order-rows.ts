import { type FactsReader, ORDER, type ShardColumns } from '@perennial/facts';

/** Reads orders that count of one customer after the other, with what is left of them after refunds. The arrays serve the next customer again. */
export class OrderRows {
  /** The customer's, in order of time. */
  readonly timeMs: number[] = [];
  /** Codes of the dictionary `source`. */
  readonly source: number[] = [];
  readonly netMinor: number[] = [];
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #atMs: number;
  #shard: ShardColumns | undefined;
  #counts: (row: number) => boolean = () => false;
  readonly #orders: number[] = [];
  /** By the key of the order; negative. */
  readonly #givenBack = new Map<number, number>();

  constructor(facts: FactsReader, atMs: number) {
    this.#facts = facts.columns();
    this.#atMs = atMs;
  }

  /** Orders of which nothing is left are left out. */
  read(customer: number): void {
    const { base, ledger } = this.#bind(customer);
    const { rows } = ledger;
    this.#findRows(rows, customer - base);
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

  #bind(customer: number): ShardColumns {
    const shard = this.#facts.shardOf(customer);
    if (shard !== this.#shard) {
      this.#shard = shard;
      this.#counts = shard.countsAsOf({ at: this.#atMs });
    }
    return shard;
  }

  #findRows(rows: ShardColumns['ledger']['rows'], local: number): void {
    this.#orders.length = 0;
    this.#givenBack.clear();
    const { flags, amount, orderKey } = rows.columns;
    const take = (row: number): void => {
      if (rows.time[row] > this.#atMs || !this.#counts(row)) return;
      if ((flags[row] & ORDER) !== 0) this.#orders.push(row);
      else this.#givenBack.set(orderKey[row], (this.#givenBack.get(orderKey[row]) ?? 0) + amount[row]);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    const newest = rows.newestDelta(local);
    for (let row = newest; row >= 0; row = rows.deltaBefore(row)) take(row);
    if (newest >= 0) this.#orders.sort((left, right) => rows.time[left] - rows.time[right]);
  }
}
