import { type Bits, countBits, forEachBit, hasBit, noBits } from './bits.ts';

const SHARD_CUSTOMERS = 65_536;

/** A set of customers by index, a bit each. */
export class CustomerSet {
  readonly size: number;
  readonly #shards: readonly Bits[];

  /** @param shards by number */
  constructor(shards: readonly Bits[]) {
    this.#shards = shards;
    this.size = shards.reduce((sum, bits) => sum + countBits(bits), 0);
  }

  has(customer: number): boolean {
    const bits = this.#shards[Math.floor(customer / SHARD_CUSTOMERS)];
    return bits !== undefined && hasBit(bits, customer % SHARD_CUSTOMERS);
  }

  /** By index, at most `limit`, from index `from` on. */
  list(from = 0, limit = Number.POSITIVE_INFINITY): number[] {
    const customers: number[] = [];
    const first = Math.floor(from / SHARD_CUSTOMERS);
    for (let shard = first; shard < this.#shards.length && customers.length < limit; shard += 1) {
      forEachBit(this.bitsOf(shard), (local) => {
        const customer = shard * SHARD_CUSTOMERS + local;
        if (customer >= from && customers.length < limit) customers.push(customer);
      });
    }
    return customers;
  }

  /** Bits of a shard. */
  bitsOf(shard: number): Bits {
    return this.#shards[shard] ?? noBits();
  }
}
