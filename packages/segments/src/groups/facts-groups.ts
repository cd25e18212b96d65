import { boughtBaskets, customerBaskets, GroupPlacer, type GroupSpace } from '@perennial/affinity';
import type { FactsReader } from '@perennial/facts';
import type { GroupReader } from '../readers.ts';
import { BasketCounts } from './basket-counts.ts';

/** A version of the affinity groups. */
export interface LearnedGroups {
  version: number;
  /** Customers are placed by what was bought, and known, by then; ms since the epoch. */
  learnedAtMs: number;
  space: GroupSpace;
}

/**
 * Groups of customers by their facts as they were known when the groups were learned. Products that the groups are not made of do not count, so that
 * what becomes known of products later moves nobody.
 */
export class FactsGroups implements GroupReader {
  readonly #facts: FactsReader;
  readonly #columns: ReturnType<FactsReader['columns']>;
  readonly #placer: GroupPlacer;
  readonly #atMs: number;
  readonly #counts: BasketCounts;
  readonly #products: ReadonlySet<string>;
  /** Whose group was found last, and on which state of their facts. */
  #customer = -1;
  #changes = -1;
  #group: number | undefined;

  constructor(facts: FactsReader, { learnedAtMs, space }: LearnedGroups) {
    this.#facts = facts;
    this.#columns = facts.columns();
    this.#placer = new GroupPlacer(space);
    this.#atMs = learnedAtMs;
    this.#counts = new BasketCounts(this.#columns, space.productIds, learnedAtMs);
    this.#products = new Set(space.productIds);
  }

  groupOf(customer: number): number | undefined {
    const { changes } = this.#columns.shardOf(customer);
    if (customer === this.#customer && changes === this.#changes) return this.#group;
    this.#customer = customer;
    this.#changes = changes;
    this.#group = this.#place(customer);
    return this.#group;
  }

  #place(customer: number): number | undefined {
    const counted = this.#counts.of(customer);
    const place =
      counted === undefined ? this.#placer.place(this.#kept(customer)) : this.#placer.placeOfCounted(counted);
    return place === undefined ? undefined : place.group + 1;
  }

  /** What is left where something was given back. */
  #kept(customer: number): Map<string, number> {
    const baskets = customerBaskets(this.#facts, customer, {
      ...{ at: this.#atMs, knownAt: this.#atMs },
      isProduct: (productId) => this.#products.has(productId),
    });
    return boughtBaskets(baskets);
  }
}
