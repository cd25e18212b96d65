import { DAY_MS, type ZoneTime } from '@perennial/calendar';
import { type FactsReader, ORDER, type ShardColumns } from '@perennial/facts';

/**
 * Reads the purchases of one customer after the other, as of an instant: one a local day, oldest first. Cancelled orders and those that were
 * given back wholly are none; what was given back of the others is taken off them. The arrays serve the next customer again.
 */
export class PurchaseReader {
  /** Days since 1970, ascending; the first `count` are the customer's. */
  readonly days: number[] = [];
  readonly netMinor: number[] = [];
  count = 0;
  readonly #facts: ReturnType<FactsReader['columns']>;
  readonly #zone: ZoneTime;
  readonly #atMs: number;
  #shard: ShardColumns | undefined;
  #counts: (row: number) => boolean = () => false;
  /** Rows of the customer's orders that count, oldest first, and what is left of their value. */
  readonly #orders: number[] = [];
  readonly #left: number[] = [];
  readonly #refunds: number[] = [];

  constructor(facts: FactsReader, zone: ZoneTime, atMs: number) {
    this.#facts = facts.columns();
    this.#zone = zone;
    this.#atMs = atMs;
  }

  read(customer: number): void {
    const shard = this.#bind(customer);
    this.#findRows(shard, customer - shard.base);
    this.#takeRefundsOff(shard);
    this.#mergeDays(shard);
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

  /** A refund of an order that is not known takes nothing off. */
  #takeRefundsOff({ ledger: { rows } }: ShardColumns): void {
    const { amount, orderKey } = rows.columns;
    const { length } = this.#orders;
    for (let place = 0; place < length; place += 1) this.#left[place] = amount[this.#orders[place]];
    for (const refund of this.#refunds) {
      const place = this.#orders.findIndex((order) => orderKey[order] === orderKey[refund]);
      if (place < 0) continue;
      const left = this.#left[place] + amount[refund];
      this.#left[place] = left > 0 ? left : Number.NaN;
    }
  }

  #mergeDays({ ledger: { rows } }: ShardColumns): void {
    this.count = 0;
    for (const [place, row] of this.#orders.entries()) {
      const left = this.#left[place];
      if (Number.isNaN(left)) continue;
      const day = dayOf(this.#zone, rows.time[row]);
      if (this.count === 0 || this.days[this.count - 1] !== day) {
        this.days[this.count] = day;
        this.netMinor[this.count] = 0;
        this.count += 1;
      }
      this.netMinor[this.count - 1] += left;
    }
  }
}

/** The local day that holds an instant, as days since 1970. */
export function dayOf(zone: ZoneTime, instantMs: number): number {
  return Math.floor(zone.forwardLocalMs(instantMs) / DAY_MS);
}

/** YYYY-MM-DD of a day since 1970. */
export function dateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
