import type { Bits } from './bits.ts';
import { type Members, membersOf } from './members.ts';

const SHARD_CUSTOMERS = 65_536;

/** A set of customers by index. */
export class CustomerSet {
  readonly size: number;
  readonly #shards: readonly Members[];

  /** @param shards by number; the set takes them over */
  constructor(shards: readonly Bits[]) {
    this.#shards = membersOf(shards);
    this.size = this.#shards.reduce((sum, { size }) => sum + size, 0);
  }

  has(customer: number): boolean {
    return this.#shards[Math.floor(customer / SHARD_CUSTOMERS)]?.has(customer % SHARD_CUSTOMERS) ?? false;
  }

  /** By index, at most `limit`, from index `from` on. */
  list(from = 0, limit = Number.POSITIVE_INFINITY): number[] {
    const customers: number[] = [];
    for (const [shard, members] of this.#shards.entries()) {
      const base = shard * SHARD_CUSTOMERS;
      if (base + SHARD_CUSTOMERS <= from) continue;
      for (const local of members.locals()) {
        if (customers.length >= limit) return customers;
        if (base + local >= from) customers.push(base + local);
      }
    }
    return customers;
  }
}
