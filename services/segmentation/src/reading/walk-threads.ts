import { availableParallelism } from 'node:os';
import type { FactsReader } from '@perennial/facts';
import { WalkThread } from '@perennial/segments';

/** With fewer customers a walk takes some hundredths of a second. */
const LEAST_CUSTOMERS = 50_000;

/** Second threads for walks over the facts of large tenants, one each, begun with the first question. */
export class WalkThreads {
  readonly #leastCustomers: number;
  readonly #threads = new Map<string, WalkThread>();

  constructor(leastCustomers = LEAST_CUSTOMERS) {
    this.#leastCustomers = leastCustomers;
  }

  /** Undefined where one thread is enough, or all that the machine has. */
  of(tenant: string, facts: FactsReader): WalkThread | undefined {
    if (facts.customerCount < this.#leastCustomers || availableParallelism() < 2) return undefined;
    const columns = facts.columns();
    const known = this.#threads.get(tenant);
    if (known?.isOf(columns) === true) return known;
    void known?.close();
    const thread = new WalkThread(columns);
    this.#threads.set(tenant, thread);
    return thread;
  }
}
