import type { CustomerDocument } from './customer-store.ts';
import { searchForm, searchTermsOf } from './domain/search-terms.ts';
import { type Page, type RowSource, readPage } from './page.ts';
import type { ProfileStores } from './profile-stores.ts';
import type { TermPosition } from './search-term-store.ts';

/** Position in the list as a token carries it: the customer id, or the term and the customer id. */
type ListPosition = readonly string[];

/**
 * Customers in an order that what happens meanwhile does not change: by id, or in a search by the first term that matches.
 */
export function listCustomers(
  stores: ProfileStores,
  tenant: string,
  query: string,
  after: ListPosition | null,
  size: number,
): Promise<Page<CustomerDocument, ListPosition>> {
  const prefix = searchForm(query);
  return prefix === ''
    ? readPage(allCustomers(stores, tenant), after, size)
    : readPage(foundCustomers(stores, tenant, prefix), after, size);
}

function allCustomers(
  { customers }: ProfileStores,
  tenant: string,
): RowSource<CustomerDocument, CustomerDocument, ListPosition> {
  return {
    rowsAfter: (position, limit) => customers.list(tenant, position?.[0] ?? '', limit),
    positionOf: ({ customer }) => [customer],
    show: (rows) => Promise.resolve([...rows]),
  };
}

function foundCustomers(
  { customers, terms }: ProfileStores,
  tenant: string,
  prefix: string,
): RowSource<TermPosition, CustomerDocument, ListPosition> {
  return {
    rowsAfter(position, limit) {
      const [term = '', customer = ''] = position ?? [];
      return terms.startingWith(tenant, prefix, position === null ? null : { term, customer }, limit);
    },
    positionOf: ({ term, customer }) => [term, customer],
    async show(rows) {
      const found = await customers.byIds(tenant, [...new Set(rows.map(({ customer }) => customer))]);
      const byId = new Map(found.map((document) => [document.customer, document]));
      return rows.flatMap(({ term, customer }) => {
        const document = byId.get(customer);
        return document?.isLive === true && isFirstMatch(document, prefix, term) ? [document] : [];
      });
    },
  };
}

/** A customer whom several terms match is shown at the first of them. */
function isFirstMatch(document: CustomerDocument, prefix: string, term: string): boolean {
  return searchTermsOf(document).find((own) => own.startsWith(prefix)) === term;
}
