interface Kept<Made> {
  key: string;
  /** It is made anew by the next who asks from then on. */
  staleMs: number;
  made: Promise<Made>;
}

/** It is kept a hundred times as long as it took to make, so that it takes a hundredth of a core at most. */
const KEPT_TIMES_AS_LONG = 100;
const KEPT_AT_LEAST_MS = 10_000;
const KEPT_AT_MOST_MS = 600_000;
const MOST_TENANTS = 16;

/** What is worked out of all customers of a tenant when it is asked for, and kept for ten seconds to ten minutes: the larger the shop, the longer. */
export class KeptAWhile<Made> {
  readonly #now: () => number;
  /** By tenant, the one that was made last at the end. */
  readonly #kept = new Map<string, Kept<Made>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param key what else it hangs on: with another one it is made anew; what failed is tried again by the next who asks */
  async of(tenant: string, key: string, make: (atMs: number) => Promise<Made>): Promise<Made> {
    const nowMs = this.#now();
    const known = this.#kept.get(tenant);
    if (known !== undefined && known.key === key && nowMs < known.staleMs) return await known.made;
    const kept: Kept<Made> = { key, staleMs: Number.POSITIVE_INFINITY, made: make(nowMs) };
    this.#keep(tenant, kept);
    try {
      const made = await kept.made;
      const keptMs = Math.max(KEPT_AT_LEAST_MS, KEPT_TIMES_AS_LONG * (this.#now() - nowMs));
      kept.staleMs = nowMs + Math.min(keptMs, KEPT_AT_MOST_MS);
      return made;
    } catch (thrown) {
      if (this.#kept.get(tenant) === kept) this.#kept.delete(tenant);
      throw thrown;
    }
  }

  #keep(tenant: string, kept: Kept<Made>): void {
    this.#kept.delete(tenant);
    this.#kept.set(tenant, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_TENANTS && oldest !== undefined) this.#kept.delete(oldest);
  }
}
