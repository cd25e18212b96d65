import {
  type AffinityModel,
  affinityOfBaskets,
  type Baskets,
  basketsOfOrders,
  type CustomerGroup,
  GroupPlacer,
  type GroupSpace,
  groupCustomers,
  type OrderFacts,
  PastBaskets,
} from '@perennial/affinity';
import { type GroupMembers, listMembers } from './group-members.ts';

export interface LearningInput {
  orders: OrderFacts;
  atMs: number;
  /** Groups that are there already. */
  known: KnownGroups | undefined;
  /** Whether groups are found anew, or customers placed in those that are there. */
  findGroups: boolean;
}

interface KnownGroups {
  space: GroupSpace;
  /** Customers whom they were made of. */
  customers: number;
}

/** Groups as they were found. */
export interface FoundGroups {
  groups: readonly CustomerGroup[];
  space: GroupSpace;
}

export interface Learned {
  model: AffinityModel;
  baskets: number;
  /** Unset where known ones stay, or where nobody bought enough to be grouped. */
  found?: FoundGroups;
  members: GroupMembers;
}

const GROUP_COUNT = 8;
/** Groups that were made of so much fewer customers than there are now are found afresh. */
const OUTGROWN = 2;

/** What goes with what, and who buys alike. The same input gives the same outcome. */
export function learn({ orders, atMs, known, findGroups }: LearningInput): Learned {
  const baskets = basketsOfOrders(orders);
  const model = affinityOfBaskets(baskets, atMs);
  const indexOf = new Map(orders.customerIds.map((id, index) => [id, index]));
  const told = { model, baskets: baskets.timeMs.length };
  if (!findGroups && known !== undefined) {
    return { ...told, members: listMembers(placesOf(baskets, known.space), baskets, indexOf) };
  }
  const found = findIn(baskets, orders, known);
  const members = listMembers(found, baskets, indexOf);
  return { ...told, members, ...(members.customer.length > 0 ? { found } : {}) };
}

function findIn(baskets: Baskets, { productIds, productNames }: OrderFacts, known: KnownGroups | undefined) {
  const names = new Map(productIds.map((id, code) => [id, productNames[code]]));
  const options = { groupCount: GROUP_COUNT, nameOf: (id: string) => names.get(id) || id };
  if (known?.space.groupCount !== GROUP_COUNT) return groupCustomers(baskets, options);
  const grown = groupCustomers(baskets, { ...options, previous: known.space });
  const customers = grown.groups.reduce((sum, { customerCount }) => sum + customerCount, 0);
  return customers > OUTGROWN * known.customers ? groupCustomers(baskets, options) : grown;
}

function placesOf(baskets: Baskets, space: GroupSpace): { groupOf: Int32Array; closeness: Float64Array } {
  const placer = new GroupPlacer(space);
  const pasts = new PastBaskets(baskets);
  const groupOf = new Int32Array(baskets.customerIds.length).fill(-1);
  const closeness = new Float64Array(groupOf.length);
  for (const customer of groupOf.keys()) {
    const bought = new Map<string, number>();
    for (const { products } of pasts.of(customer)) {
      for (const product of products) {
        const id = baskets.productIds[product];
        bought.set(id, (bought.get(id) ?? 0) + 1);
      }
    }
    const place = placer.place(bought);
    if (place === undefined) continue;
    groupOf[customer] = place.group;
    closeness[customer] = place.closeness;
  }
  return { groupOf, closeness };
}
