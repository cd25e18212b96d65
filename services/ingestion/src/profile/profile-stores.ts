import type { Store } from '@perennial/store';
import { type CatalogueStore, createCatalogueStore } from './catalogue-store.ts';
import { type CustomerStore, createCustomerStore } from './customer-store.ts';
import { createEventStore, createGuestEventStore, type EventStore } from './event-store.ts';
import { createNodeStore, type NodeStore } from './node-store.ts';
import { createOrderStore, type OrderStore } from './order-store.ts';
import { createSearchTermStore, type SearchTermStore } from './search-term-store.ts';

/** The collections that the profile owns; all of them are rebuilt from EVENTS. */
export interface ProfileStores {
  customers: CustomerStore;
  events: EventStore;
  guestEvents: EventStore;
  orders: OrderStore;
  nodes: NodeStore;
  terms: SearchTermStore;
  products: CatalogueStore;
  stores: CatalogueStore;
}

export function createProfileStores(store: Store): ProfileStores {
  return {
    customers: createCustomerStore(store),
    events: createEventStore(store),
    guestEvents: createGuestEventStore(store),
    orders: createOrderStore(store),
    nodes: createNodeStore(store),
    terms: createSearchTermStore(store),
    products: createCatalogueStore(store, 'products'),
    stores: createCatalogueStore(store, 'stores'),
  };
}

export async function createProfileIndexes(stores: ProfileStores): Promise<void> {
  const { customers, events, guestEvents, orders, products, stores: places } = stores;
  for (const owner of [customers, events, guestEvents, orders, products, places]) await owner.createIndexes();
}
