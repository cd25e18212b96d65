import type { Bus } from '@perennial/bus';
import { GUEST } from '../domain/identity-node.ts';
import { type IdentityNode, nodeKey } from './domain/identity-node.ts';
import { emptyOrder, type OrderRecord, withOrderNews } from './domain/order-record.ts';
import { withSettledSource } from './domain/order-source.ts';
import type { EventDocument } from './event-store.ts';
import type { CustomerNews, MoveNews } from './incoming-event.ts';
import type { NodeClaim } from './node-store.ts';
import { orderRecordOf } from './order-store.ts';
import type { ProfileStores } from './profile-stores.ts';
import { readEvent } from './read-event.ts';
import { type Departure, republish } from './republish.ts';

/**
 * Folds one tenant's guest orders. A guest is no customer: there is no profile, and each order stands under a node of its own, which
 * moves when the order turns out to be somebody's. Who has such a node is kept in the collection of nodes alone.
 */
export async function applyGuestNews(
  { bus, stores }: { bus: Bus; stores: ProfileStores },
  tenant: string,
  moves: readonly MoveNews[],
  events: readonly CustomerNews[],
): Promise<void> {
  await stores.nodes.claim(
    tenant,
    moves.map(({ moved }) => ({ ...moved, node: moved })),
  );
  const owners = await stores.nodes.owners(tenant, [
    ...moves.map(({ moved }) => moved),
    ...events.map(({ event }) => event.node),
  ]);
  const leaving = moves
    .map(({ moved }) => ownerElsewhere(owners, moved))
    .filter((claim) => claim !== undefined);
  const departures = await departuresOf(stores, tenant, leaving);
  const kept: CustomerNews[] = [];
  for (const item of events) {
    const claim = ownerElsewhere(owners, item.event.node);
    if (claim === undefined) kept.push(item);
    else departures.push({ document: item.document, owner: { ...claim.node, ...claim } });
  }
  await republish(bus, departures);
  const gone = departures.map(({ document }) => document);
  await stores.guestEvents.add(
    tenant,
    kept.map(({ document }) => document),
  );
  await stores.guestEvents.remove(tenant, gone);
  const changed = await foldOrders(stores, tenant, kept);
  await stores.orders.save(tenant, GUEST, { changed, removed: orderKeysOf(gone) });
}

/** The claim on a node that a move took from the guests. */
function ownerElsewhere(owners: ReadonlyMap<string, NodeClaim>, node: IdentityNode): NodeClaim | undefined {
  const claim = owners.get(nodeKey(node));
  return claim === undefined || claim.customerId === GUEST ? undefined : claim;
}

async function departuresOf(
  stores: ProfileStores,
  tenant: string,
  claims: readonly NodeClaim[],
): Promise<Departure[]> {
  const departures: Departure[] = [];
  for (const claim of claims) {
    const documents = await stores.guestEvents.ofNode(tenant, GUEST, claim.node);
    const owner = { ...claim.node, customerId: claim.customerId, generation: claim.generation };
    departures.push(...documents.map((document) => ({ document, owner })));
  }
  return departures;
}

function orderKeysOf(documents: readonly EventDocument[]): string[] {
  const keys = new Set<string>();
  for (const document of documents) {
    const { event } = readEvent(document.eventType, document.payload, document);
    if ('orderKey' in event) keys.add(event.orderKey);
  }
  return [...keys];
}

async function foldOrders(
  stores: ProfileStores,
  tenant: string,
  kept: readonly CustomerNews[],
): Promise<OrderRecord[]> {
  const news = kept.map(({ event }) => event).filter((event) => 'orderKey' in event);
  const keys = [...new Set(news.map(({ orderKey }) => orderKey))];
  const stored = await stores.orders.byKeys(tenant, GUEST, keys);
  const records = new Map(stored.map((document) => [document.orderKey, orderRecordOf(document)]));
  for (const item of news) {
    const record = withOrderNews(records.get(item.orderKey) ?? emptyOrder(item.orderKey), item);
    records.set(item.orderKey, withSettledSource(record, []));
  }
  return [...records.values()];
}
