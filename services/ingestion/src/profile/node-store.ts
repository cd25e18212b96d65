import type { BulkOperation, Store, StoreDocument } from '@perennial/store';
import { type IdentityNode, nodeKey } from './domain/identity-node.ts';

/** Who has an identity node now. */
interface NodeDocument extends StoreDocument {
  tenant: string;
  customer: string;
  /** Of the move that decided; 0 for a node that was never moved. */
  generation: number;
}

export interface NodeClaim {
  node: IdentityNode;
  customerId: string;
  generation: number;
}

export interface NodeStore {
  /** Keeps each claim unless one of a later generation, or an earlier one of the same, is held. */
  claim(tenant: string, claims: readonly NodeClaim[]): Promise<void>;
  /** Customer id by node key (see `nodeKey`). */
  owners(tenant: string, nodes: readonly IdentityNode[]): Promise<Map<string, NodeClaim>>;
}

export function createNodeStore(store: Store): NodeStore {
  const nodes = store.collection<NodeDocument>('profile_nodes');
  const idOf = (tenant: string, node: IdentityNode) => `${tenant}|${nodeKey(node)}`;
  return {
    async claim(tenant, claims) {
      if (claims.length === 0) return;
      await nodes.bulkWrite(claims.map((claim) => claimOperation(idOf(tenant, claim.node), tenant, claim)));
    },
    async owners(tenant, wanted) {
      if (wanted.length === 0) return new Map();
      const byId = new Map(wanted.map((node) => [idOf(tenant, node), node]));
      const found = await nodes.find({ _id: { $in: [...byId.keys()] }, tenant }).toArray();
      return new Map(
        found.flatMap(({ _id, customer: customerId, generation }) => {
          const node = byId.get(_id);
          return node === undefined ? [] : [[nodeKey(node), { node, customerId, generation }] as const];
        }),
      );
    },
  };
}

/** Either operation runs into the taken id where another claim is to stay, which is what decides against this one. */
function claimOperation(
  _id: string,
  tenant: string,
  { customerId, generation }: NodeClaim,
): BulkOperation<NodeDocument> {
  const document = { _id, tenant, customer: customerId, generation };
  if (generation === 0) return { insertOne: { document } };
  return {
    replaceOne: { filter: { _id, generation: { $lt: generation } }, replacement: document, upsert: true },
  };
}
