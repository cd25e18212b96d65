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
  /** Rows of the customer's orders that count, oldest first; the arrays serve the next customer again. */
  readonly #orders: number[] = [];
  #orderCount = 0;
  readonly #refunds: number[] = [];
  #refundCount = 0;

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
    const { time } = rows;
    this.#orderCount = 0;
    this.#refundCount = 0;
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1)
      if (time[row] <= this.#atMs && this.#counts(row)) this.#take(row, flags[row]);
    const newest = rows.newestDelta(local);
    if (newest < 0) return;
    for (let row = newest; row >= 0; row = rows.deltaBefore(row))
      if (time[row] <= this.#atMs && this.#counts(row)) this.#take(row, flags[row]);
    this.#sortOrders(time);
  }

  #take(row: number, flags: number): void {
    if ((flags & ORDER) !== 0) this.#orders[this.#orderCount++] = row;
    else this.#refunds[this.#refundCount++] = row;
  }

  /** Few are out of order. */
  #sortOrders(time: Float64Array): void {
    const orders = this.#orders;
    for (let place = 1; place < this.#orderCount; place += 1) {
      const row = orders[place];
      let to = place;
      for (; to > 0 && time[orders[to - 1]] > time[row]; to -= 1) orders[to] = orders[to - 1];
      orders[to] = row;
    }
  }

  #told({ ledger: { rows } }: ShardColumns): CustomerPurchases {
    const { amount, orderKey } = rows.columns;
    this.#purchases.begin();
    for (let place = 0; place < this.#orderCount; place += 1) {
      const row = this.#orders[place];
      this.#purchases.addOrder(rows.time[row], orderKey[row], amount[row]);
    }
    for (let place = 0; place < this.#refundCount; place += 1) {
      const row = this.#refunds[place];
      this.#purchases.addRefund(orderKey[row], amount[row]);
    }
    return this.#purchases.end();
  }
}
