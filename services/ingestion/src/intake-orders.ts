import { setTimeout as delay } from 'node:timers/promises';
import { orderNode } from './domain/identity-node.ts';
import type { IntakeItem } from './domain/intake-item.ts';
import { followOrder, type OrderChange, tellOrder } from './domain/order-changes.ts';
import { EMPTY_LEDGER, type OrderLedger } from './domain/order-ledger.ts';
import type { IntakeEntry } from './intake-entry.ts';
import type { OrderLedgerStore, StoredLedger } from './intake-orders-store.ts';

const MAX_TRIES = 10;
const RETRY_DELAY_MS = 5;

/** The order that an item is about; undefined for an item that hangs on none. */
function orderKeyOf(item: IntakeItem): string | undefined {
  const { fact } = item;
  if (fact.kind !== 'order' && fact.kind !== 'refund' && fact.kind !== 'cancellation') return undefined;
  return fact.orderId === undefined ? undefined : orderNode(fact.sourceSystem, fact.orderId);
}

function changeBy(entry: IntakeEntry, ledger: OrderLedger): OrderChange | undefined {
  const { item, node: person, eventId } = entry;
  const { fact, receivedMs, timeMs } = item;
  if (fact.kind === 'order') return tellOrder(ledger, { fact, person, eventId, receivedMs });
  if (fact.kind !== 'refund' && fact.kind !== 'cancellation') return undefined;
  const follower = { eventId, timeMs, receivedMs, fact, published: [] };
  return followOrder(ledger, person === undefined ? follower : { ...follower, person });
}

/** What each item of a batch changes at its order, by event id; the ledgers are stored when it resolves. */
export async function settleOrders(
  store: OrderLedgerStore,
  tenant: string,
  entries: readonly IntakeEntry[],
): Promise<Map<string, OrderChange>> {
  const keyed = entries.flatMap((entry) => {
    const orderKey = orderKeyOf(entry.item);
    return orderKey === undefined ? [] : [{ entry, orderKey }];
  });
  if (keyed.length === 0) return new Map();
  const keys = [...new Set(keyed.map(({ orderKey }) => orderKey))];
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const ledgers = await store.find(tenant, keys);
    const changes = new Map<string, OrderChange>();
    const changed = new Map<string, StoredLedger>();
    for (const { entry, orderKey } of keyed) {
      const before = changed.get(orderKey) ??
        ledgers.get(orderKey) ?? { orderKey, ledger: EMPTY_LEDGER, revision: 0 };
      const change = changeBy(entry, before.ledger);
      if (change === undefined) continue;
      changes.set(entry.eventId, change);
      changed.set(orderKey, { ...before, ledger: change.ledger });
    }
    if (await store.write(tenant, [...changed.values()])) return changes;
    await delay(RETRY_DELAY_MS * attempt * Math.random());
  }
  throw new Error(`Orders of a batch conflicted ${MAX_TRIES} times with those of other readers`);
}
