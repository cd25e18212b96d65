import type { BoundedCache } from './bounded-cache.ts';
import { type CustomerState, setOrders, stateOf } from './customer-state.ts';
import { needsOrders } from './domain/customer-fold.ts';
import type { CustomerNews, MoveNews } from './incoming-event.ts';
import type { ProfileStores } from './profile-stores.ts';

/** The customers that a batch touches, by id. */
export type States = ReadonlyMap<string, CustomerState>;

export interface StateSource {
  stores: ProfileStores;
  /** By tenant and customer id. */
  states: BoundedCache<string, CustomerState>;
}

/** The customers of the news, from memory or with one read for all the others. */
export async function loadStates(
  { stores, states: cache }: StateSource,
  tenant: string,
  news: readonly (MoveNews | CustomerNews)[],
): Promise<States> {
  const states = new Map<string, CustomerState>();
  const missing: string[] = [];
  for (const customerId of new Set(news.map((item) => item.customerId))) {
    const held = cache.get(`${tenant}|${customerId}`);
    if (held === undefined) missing.push(customerId);
    else states.set(customerId, held);
  }
  const found = new Map((await stores.customers.byIds(tenant, missing)).map((held) => [held.customer, held]));
  for (const customerId of missing) {
    const state = stateOf(tenant, customerId, found.get(customerId) ?? null);
    states.set(customerId, state);
    cache.set(`${tenant}|${customerId}`, state);
  }
  return states;
}

/** Loads the orders of those customers whose events cannot be folded without them. */
export async function loadOrders(
  stores: ProfileStores,
  tenant: string,
  states: States,
  kept: readonly CustomerNews[],
  rebuilt: ReadonlySet<string>,
): Promise<void> {
  const wanted = new Set<string>(rebuilt);
  for (const { customerId, event } of kept) {
    const fold = states.get(customerId)?.fold;
    if (fold !== undefined && needsOrders(fold, event)) wanted.add(customerId);
  }
  await loadMissingOrders(stores, tenant, states, wanted);
}

/** Loads the orders of those of the customers who have not got them yet. */
export async function loadMissingOrders(
  stores: ProfileStores,
  tenant: string,
  states: States,
  customerIds: Iterable<string>,
): Promise<void> {
  const missing = [...customerIds].filter((customerId) => states.get(customerId)?.fold.orders === null);
  // A customer who is not stored has no orders either: a crash between the two left nothing that is not folded again.
  const stored = missing.filter((customerId) => states.get(customerId)?.stored !== null);
  const found = Map.groupBy(await stores.orders.ofCustomers(tenant, stored), ({ customer }) => customer);
  for (const customerId of missing) {
    const state = states.get(customerId);
    if (state !== undefined) setOrders(state, found.get(customerId) ?? []);
  }
}
