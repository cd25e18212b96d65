import { Turns } from '../turns.ts';
import {
  type CustomerState,
  customerWrite,
  newClaims,
  orderChanges,
  settle,
  termChanges,
} from './customer-state.ts';
import type { CustomerWrite } from './customer-store.ts';
import { sumOrders } from './domain/customer-fold.ts';
import type { EventDocument } from './event-store.ts';
import type { MoveNews } from './incoming-event.ts';
import type { States } from './load-customers.ts';
import type { ProfileStores } from './profile-stores.ts';

/**
 * Writes what a batch changed. The customers' documents come after what they rest on: what a crash leaves behind before them is
 * written again, the same, when the batch is read again. The search terms, which rest on them, come last.
 */
export async function saveCustomers(
  stores: ProfileStores,
  tenant: string,
  states: States,
  moves: readonly MoveNews[],
  added: readonly EventDocument[],
): Promise<void> {
  const touched = [...states.values()];
  for (const { fold } of touched) sumOrders(fold);
  const orders = new Map(touched.map((state) => [state.customerId, orderChanges(state)]));
  const terms = touched.map(termChanges);
  const moveClaims = moves.map(({ moved }) => ({ ...moved, node: moved }));
  // At once, so that an embedded store needs one commit for all of them.
  await Promise.all([
    stores.events.add(tenant, added),
    stores.orders.saveAll(tenant, orders),
    stores.nodes.claim(tenant, [...touched.flatMap(newClaims), ...moveClaims]),
    stores.terms.save(
      tenant,
      terms.map(({ going }) => going),
    ),
  ]);
  const writes = await writesOf(touched);
  await stores.customers.save(
    tenant,
    writes.filter((write) => write !== null),
  );
  await stores.terms.save(
    tenant,
    terms.map(({ coming }) => coming),
  );
  for (const [at, state] of touched.entries()) settle(state, writes[at] ?? null);
}

async function writesOf(touched: readonly CustomerState[]): Promise<(CustomerWrite | null)[]> {
  const turns = new Turns();
  const writes: (CustomerWrite | null)[] = [];
  for (const state of touched) {
    if (turns.isOver) await turns.next();
    writes.push(customerWrite(state));
  }
  return writes;
}
