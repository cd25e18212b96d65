import type { BulkOperation, Store, StoreDocument } from '@perennial/store';

/** One way to find a customer; the id `<tenant>|<term>|<customer>` is its own index. */
interface SearchTermDocument extends StoreDocument {
  tenant: string;
  term: string;
  customer: string;
}

export interface TermPosition {
  term: string;
  customer: string;
}

export interface TermChanges {
  customer: string;
  added: readonly string[];
  removed: readonly string[];
}

export interface SearchTermStore {
  save(tenant: string, changes: readonly TermChanges[]): Promise<void>;
  /** Terms that start with `prefix` in order of term and customer, behind `after`. */
  startingWith(
    tenant: string,
    prefix: string,
    after: TermPosition | null,
    limit: number,
  ): Promise<TermPosition[]>;
}

/** Greater than any character that a term holds. */
const BEHIND_ALL = '\u{10ffff}';

export function createSearchTermStore(store: Store): SearchTermStore {
  const terms = store.collection<SearchTermDocument>('search_terms');
  return {
    async save(tenant, changes) {
      const operations = changes.flatMap((change) => writesOf(tenant, change));
      if (operations.length > 0) await terms.bulkWrite(operations);
    },
    async startingWith(tenant, prefix, after, limit) {
      const from = after === null ? { $gte: `${tenant}|${prefix}` } : { $gt: idOf(tenant, after) };
      const filter = { tenant, _id: { ...from, $lt: `${tenant}|${prefix}${BEHIND_ALL}` } };
      const found = await terms.find(filter, { sort: { _id: 1 }, limit }).toArray();
      return found.map(({ term, customer }) => ({ term, customer }));
    },
  };
}

function idOf(tenant: string, { term, customer }: TermPosition): string {
  return `${tenant}|${term}|${customer}`;
}

function writesOf(tenant: string, change: TermChanges): BulkOperation<SearchTermDocument>[] {
  const { customer, added, removed } = change;
  return [
    ...removed.map((term) => ({ deleteOne: { filter: { _id: idOf(tenant, { term, customer }), tenant } } })),
    ...added.map((term) => {
      const _id = idOf(tenant, { term, customer });
      return { replaceOne: { filter: { _id }, replacement: { _id, tenant, term, customer }, upsert: true } };
    }),
  ];
}
