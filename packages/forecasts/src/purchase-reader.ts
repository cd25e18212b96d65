import type { ZoneTime } from '@perennial/calendar';
import { type FactsReader, ORDER, type ShardColumns } from '@perennial/facts';
import { CustomerPurchases } from './customer-purchases.ts';

/** Reads the purchases of one customer after the other from the facts, as of an instant. Cancelled orders are none. */
export class PurchaseReader {
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #atMs: number;
  readonly #purchases: CustomerPurchases;
  #shard: ShardColumns | undefined;
  #counts: (row: number) => boolean = () => false;
  /** Rows of the customer's orders that count, oldest first. */
  readonly #orders: number[] = [];
  readonly #refunds: number[] = [];

  constructor(facts: Pick<FactsReader, 'columns'>, zone: ZoneTime, atMs: number) {
    this.#facts = facts.columns();
    this.#atMs = atMs;
    this.#purchases = new CustomerPurchases(zone);
  }

  /** The same object for each customer. */
  read(customer: number): CustomerPurchases {
    const shard = this.#bind(customer);
    this.#findRows(shard, customer - shard.base);
    return this.#told(shard);
  }

  #bind(customer: number): ShardColumns {
    const shard = this.#facts.shardOf(customer);
    if (shard !== this.#shard) {
      this.#shard = shard;
      this.#counts = shard.countsAsOf({ at: this.#atMs });
    }
    return shard;
  }

  #findRows({ ledger: { rows } }: ShardColumns, local: number): void {
    const { flags } = rows.columns;
    this.#orders.length = 0;
    this.#refunds.length = 0;
    const take = (row: number): void => {
      if (rows.time[row] > this.#atMs || !this.#counts(row)) return;
      if ((flags[row] & ORDER) !== 0) this.#orders.push(row);
      else this.#refunds.push(row);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    const newest = rows.newestDelta(local);
    if (newest < 0) return;
    for (let row = newest; row >= 0; row = rows.deltaBefore(row)) take(row);
    this.#orders.sort((left, right) => rows.time[left] - rows.time[right]);
  }

  #told({ ledger: { rows } }: ShardColumns): CustomerPurchases {
    const { amount, orderKey } = rows.columns;
    this.#purchases.begin();
    for (const row of this.#orders) this.#purchases.addOrder(rows.time[row], orderKey[row], amount[row]);
    for (const row of this.#refunds) this.#purchases.addRefund(orderKey[row], amount[row]);
    return this.#purchases.end();
  }
}
