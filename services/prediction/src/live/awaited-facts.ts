import type { FactsReader } from '@perennial/facts';

/** Later than any time that a fact can carry (the end of JavaScript's dates). */
const END_OF_TIME_MS = 8.64e15;

/** Customers with purchases or refunds whose time has not come yet (shops with a fast clock): they are read again at each start of a day. */
export class AwaitedFacts {
  /** By customer, the latest instant that is known of. */
  readonly #latestMs = new Map<number, number>();

  static of(facts: FactsReader, atMs: number): AwaitedFacts {
    const awaited = new AwaitedFacts();
    const window = { fromMs: atMs + 1, includeGuests: false, includeRefunds: true };
    facts.forEachOrder({ at: END_OF_TIME_MS }, window, ({ customer, timeMs }) =>
      awaited.add(customer, timeMs),
    );
    return awaited;
  }

  add(customer: number, timeMs: number): void {
    this.#latestMs.set(customer, Math.max(timeMs, this.#latestMs.get(customer) ?? 0));
  }

  /** All of them; forgets those whose facts have all come by then. */
  takeAt(atMs: number): number[] {
    const customers = [...this.#latestMs.keys()];
    for (const [customer, latestMs] of this.#latestMs) {
      if (latestMs <= atMs) this.#latestMs.delete(customer);
    }
    return customers;
  }
}
