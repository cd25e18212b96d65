import type { FactsReader } from '@perennial/facts';

/** Later than any time that a fact can carry (the end of JavaScript's dates). */
const END_OF_TIME_MS = 8.64e15;

/** Facts whose time has not come yet (shops with a fast clock): each customer has to be judged again when it comes. */
export class FutureFacts {
  readonly #instants = new Map<number, number[]>();

  add(customer: number, instantMs: number): void {
    const instants = this.#instants.get(customer);
    if (instants === undefined) this.#instants.set(customer, [instantMs]);
    else instants.push(instantMs);
  }

  /** First instant of the customer's after `atMs`, infinite when there is none; forgets those that have come. */
  nextAfter(customer: number, atMs: number): number {
    const instants = this.#instants.get(customer);
    if (instants === undefined) return Number.POSITIVE_INFINITY;
    const coming = instants.filter((instantMs) => instantMs > atMs);
    if (coming.length === 0) this.#instants.delete(customer);
    else this.#instants.set(customer, coming);
    return Math.min(...coming, Number.POSITIVE_INFINITY);
  }

  /**
   * Finds them again after a restart. Not a cancellation that lies in the future (ingestion lets an hour at most): its customer is judged when
   * touched or due next.
   */
  static of(facts: FactsReader, atMs: number): FutureFacts {
    const future = new FutureFacts();
    const asOf = { at: END_OF_TIME_MS };
    const window = { fromMs: atMs + 1 };
    facts.forEachOrder(asOf, { ...window, includeGuests: false, includeRefunds: true }, (cursor) =>
      future.add(cursor.customer, cursor.timeMs),
    );
    const events = facts.eventRollup([window], asOf)[0]?.eventCount ?? new Uint32Array(0);
    for (const [customer, count] of events.entries()) {
      if (count === 0) continue;
      for (const event of facts.eventsOf(customer, asOf)) {
        if (event.timeMs > atMs) future.add(customer, event.timeMs);
      }
    }
    return future;
  }
}
