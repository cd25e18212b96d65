import type { Bus } from '@perennial/bus';
import { Turns } from '../turns.ts';
import { type CustomerState, rebuild } from './customer-state.ts';
import { foldEvent, recount } from './domain/customer-fold.ts';
import type { CustomerNews, MoveNews } from './incoming-event.ts';
import {
  loadMissingOrders,
  loadOrders,
  loadStates,
  type StateSource,
  type States,
} from './load-customers.ts';
import { applyMoves, route } from './move-events.ts';
import type { ProfileStores } from './profile-stores.ts';
import { readHits } from './read-hits.ts';
import { republish } from './republish.ts';
import { saveCustomers } from './save-customers.ts';

export interface CustomerWriter extends StateSource {
  bus: Bus;
  /** Fold every customer of the batch anew from all their events: another writer may have come between. */
  afresh: boolean;
}

/**
 * Folds one tenant's news of customers into their documents. Moves come first, since order does not matter and one batch then
 * needs one write. After a crash at any point the same news, read again, lead to the same documents.
 */
export async function applyCustomerNews(
  writer: CustomerWriter,
  tenant: string,
  moves: readonly MoveNews[],
  events: readonly CustomerNews[],
): Promise<void> {
  const { bus, stores } = writer;
  const states = await loadStates(writer, tenant, [...moves, ...events]);
  const left = await applyMoves(stores, tenant, states, moves);
  const rebuilt = writer.afresh ? new Set(states.keys()) : left.customers;
  const { kept, late } = route(states, events);
  await republish(bus, [...left.departures, ...late]);
  await loadOrders(stores, tenant, states, kept, rebuilt);
  await foldKept(states, kept, rebuilt);
  const recounted = [...states.values()].filter(({ fold }) => fold.needsRecount);
  const added = kept.map(({ document }) => document);
  const needsAllEvents = rebuilt.size > 0 || recounted.length > 0;
  if (needsAllEvents) {
    await stores.events.add(tenant, added);
    await stores.events.remove(
      tenant,
      left.departures.map(({ document }) => document),
    );
    for (const customerId of rebuilt) await rebuildCustomer(stores, states.get(customerId));
    await recountVisits(stores, tenant, states, recounted);
  }
  await saveCustomers(stores, tenant, states, moves, needsAllEvents ? [] : added);
}

async function foldKept(
  states: States,
  kept: readonly CustomerNews[],
  rebuilt: ReadonlySet<string>,
): Promise<void> {
  const turns = new Turns();
  for (const { customerId, event } of kept) {
    if (turns.isOver) await turns.next();
    const state = states.get(customerId);
    if (state !== undefined && !rebuilt.has(customerId)) foldEvent(state.fold, event);
  }
}

async function rebuildCustomer(stores: ProfileStores, state: CustomerState | undefined): Promise<void> {
  if (state === undefined) return;
  rebuild(state, await stores.events.ofCustomer(state.tenant, state.customerId));
}

async function recountVisits(
  stores: ProfileStores,
  tenant: string,
  states: States,
  late: readonly CustomerState[],
): Promise<void> {
  await loadMissingOrders(
    stores,
    tenant,
    states,
    late.map(({ customerId }) => customerId),
  );
  for (const { customerId, fold } of late) {
    recount(fold, readHits(await stores.events.ofCustomer(tenant, customerId, 'behaviour_recorded')));
  }
}
