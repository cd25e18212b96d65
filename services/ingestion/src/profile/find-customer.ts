import type { CustomerDocument } from './customer-store.ts';
import type { IdentityNode } from './domain/identity-node.ts';
import type { ProfileStores } from './profile-stores.ts';

/** A chain of merges longer than this is a fault in the data; it ends the search. */
const MAX_MERGES_FOLLOWED = 32;

type Stores = Pick<ProfileStores, 'customers' | 'nodes'>;

/** The customer with an id; when they were merged, the survivor. Null when there is none. */
export async function findCustomer(
  { customers }: Stores,
  tenant: string,
  customerId: string,
): Promise<CustomerDocument | null> {
  let wanted: string | undefined = customerId;
  for (let merges = 0; wanted !== undefined && merges <= MAX_MERGES_FOLLOWED; merges += 1) {
    const found: CustomerDocument | null = await customers.byId(tenant, wanted);
    if (found === null || found.isLive) return found;
    // The strongest node went with what was the customer's own; owners stand in that order.
    wanted = found.owners.find((owner) => owner.customerId !== found.customer)?.customerId;
  }
  return null;
}

/** The customer who has a node now. */
export async function findCustomerByNode(
  stores: Stores,
  tenant: string,
  node: IdentityNode,
): Promise<CustomerDocument | null> {
  const [owner] = (await stores.nodes.owners(tenant, [node])).values();
  return owner === undefined ? null : findCustomer(stores, tenant, owner.customerId);
}
