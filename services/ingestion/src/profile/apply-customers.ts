import type { Bus } from '@perennial/bus';
import type { BoundedCache } from './bounded-cache.ts';
import {
  type CustomerState,
  customerWrite,
  newClaims,
  orderChanges,
  rebuild,
  setOrders,
  settle,
  stateOf,
  termChanges,
} from './customer-state.ts';
import { foldEvent, needsOrders, recount, sumOrders } from './domain/customer-fold.ts';
import { withMove } from './domain/customer-profile.ts';
import { nodeKey } from './domain/identity-node.ts';
import { type NodeOwner, ownerOf } from './domain/node-owner.ts';
import type { CustomerNews, MoveNews } from './incoming-event.ts';
import type { ProfileStores } from './profile-stores.ts';
import { readHits } from './read-hits.ts';
import { type Departure, republish } from './republish.ts';

export interface CustomerWriter {
  bus: Bus;
  stores: ProfileStores;
  states: BoundedCache<string, CustomerState>;
}

/**
 * Folds one tenant's news of customers into their documents. Moves come first, since order does not matter and one batch then
 * needs one write. The customers' documents are written last and commit the rest: after a crash at any point the same news, read
 * again, lead to the same documents.
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
  const { kept, late } = route(states, events);
  await republish(bus, [...left.departures, ...late]);
  await stores.events.add(
    tenant,
    kept.map(({ document }) => document),
  );
  await stores.events.remove(
    tenant,
    left.departures.map(({ document }) => document),
  );
  await loadOrders(stores, tenant, states, kept, left.customers);
  foldKept(states, kept, left.customers);
  for (const customerId of left.customers) await rebuildCustomer(stores, states.get(customerId));
  await recountVisits(stores, tenant, states);
  await save(stores, tenant, states, moves);
}

type States = ReadonlyMap<string, CustomerState>;

async function loadStates(
  { stores, states: cache }: CustomerWriter,
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

/** Records all moves first; then the events of each node that is elsewhere now leave. */
async function applyMoves(
  stores: ProfileStores,
  tenant: string,
  states: States,
  moves: readonly MoveNews[],
): Promise<{ departures: Departure[]; customers: Set<string> }> {
  const changed = new Map<string, MoveNews>();
  for (const move of moves) {
    const state = states.get(move.customerId);
    if (state !== undefined && recordMove(state, move.moved))
      changed.set(`${move.customerId}|${nodeKey(move.moved)}`, move);
  }
  const departures: Departure[] = [];
  const customers = new Set<string>();
  for (const { customerId, moved } of changed.values()) {
    const owner = ownerOf(states.get(customerId)?.fold.profile.owners ?? [], moved);
    if (owner === undefined || owner.customerId === customerId) continue;
    customers.add(customerId);
    const documents = await stores.events.ofNode(tenant, customerId, moved);
    departures.push(...documents.map((document) => ({ document, owner })));
  }
  return { departures, customers };
}

/** False for a move that is known or out of date. */
function recordMove(state: CustomerState, moved: NodeOwner): boolean {
  const { owners } = state.fold.profile;
  state.fold.profile = { ...withMove(state.fold.profile, state.customerId, moved) };
  return state.fold.profile.owners !== owners;
}

/** Parts the events that stay from those whose node has left already. */
function route(states: States, events: readonly CustomerNews[]): { kept: CustomerNews[]; late: Departure[] } {
  const kept: CustomerNews[] = [];
  const late: Departure[] = [];
  for (const item of events) {
    const state = states.get(item.customerId);
    if (state === undefined) continue;
    const owner = ownerOf(state.fold.profile.owners, item.event.node);
    if (owner !== undefined && owner.customerId !== item.customerId && item.generation <= owner.generation) {
      late.push({ document: item.document, owner });
    } else {
      // An event that a move sent here proves that move, which may still be on its way.
      if (item.generation > 0)
        recordMove(state, { ...item.event.node, customerId: item.customerId, generation: item.generation });
      kept.push(item);
    }
  }
  return { kept, late };
}

async function loadOrders(
  stores: ProfileStores,
  tenant: string,
  states: States,
  kept: readonly CustomerNews[],
  left: ReadonlySet<string>,
): Promise<void> {
  const wanted = new Set<string>(left);
  for (const { customerId, event } of kept) {
    const fold = states.get(customerId)?.fold;
    if (fold !== undefined && needsOrders(fold, event)) wanted.add(customerId);
  }
  await loadMissingOrders(stores, tenant, states, wanted);
}

async function loadMissingOrders(
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

function foldKept(states: States, kept: readonly CustomerNews[], left: ReadonlySet<string>): void {
  for (const { customerId, event } of kept) {
    const state = states.get(customerId);
    if (state !== undefined && !left.has(customerId)) foldEvent(state.fold, event);
  }
}

async function rebuildCustomer(stores: ProfileStores, state: CustomerState | undefined): Promise<void> {
  if (state === undefined) return;
  rebuild(state, await stores.events.ofCustomer(state.tenant, state.customerId));
}

async function recountVisits(stores: ProfileStores, tenant: string, states: States): Promise<void> {
  const late = [...states.values()].filter(({ fold }) => fold.needsRecount);
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

async function save(
  stores: ProfileStores,
  tenant: string,
  states: States,
  moves: readonly MoveNews[],
): Promise<void> {
  const touched = [...states.values()];
  for (const { fold } of touched) sumOrders(fold);
  await stores.orders.saveAll(
    tenant,
    new Map(touched.map((state) => [state.customerId, orderChanges(state)])),
  );
  const moveClaims = moves.map(({ moved }) => ({ ...moved, node: moved }));
  await stores.nodes.claim(tenant, [...touched.flatMap(newClaims), ...moveClaims]);
  await stores.terms.save(tenant, touched.map(termChanges));
  const writes = touched.map(customerWrite);
  await stores.customers.save(
    tenant,
    writes.filter((write) => write !== null),
  );
  for (const [at, state] of touched.entries()) settle(state, writes[at] ?? null);
}
