import type { BulkOperation, Collection, Store, StoreDocument } from '@perennial/store';
import type { NodeMove, NodeState } from './domain/identity-graph.ts';
import type { IdentityLink } from './domain/identity-link.ts';
import type { NodeKey } from './domain/identity-node.ts';

/** A node that leads to another one. Personal data: `node` and `link.parent`. */
interface NodeDocument extends StoreDocument {
  tenant: string;
  node: NodeKey;
  parent: NodeKey;
  link: IdentityLink;
  customer: string;
  generation: number;
  moves: NodeMove[];
  revision: number;
}

function idOf(tenant: string, node: NodeKey): string {
  return `${tenant}|${node}`;
}

function toState(document: NodeDocument): NodeState {
  const { node, link, customer, generation, moves, revision } = document;
  return { node, link, customer, generation, moves, revision };
}

function toDocument(tenant: string, state: NodeState): NodeDocument {
  const { parent } = state.link;
  return { _id: idOf(tenant, state.node), tenant, parent, ...state, revision: state.revision + 1 };
}

function toWrite(document: NodeDocument): BulkOperation<NodeDocument> {
  if (document.revision === 1) return { insertOne: { document } };
  const filter = { _id: document._id, revision: document.revision - 1 };
  return { replaceOne: { filter, replacement: document } };
}

/** Collection `identity_nodes`: one document a node that leads to another one. */
export class IdentityStore {
  readonly #nodes: Collection<NodeDocument>;

  constructor(store: Store) {
    this.#nodes = store.collection<NodeDocument>('identity_nodes');
  }

  async createIndexes(): Promise<void> {
    await this.#nodes.createIndex({ tenant: 1, parent: 1 });
  }

  async findNodes(tenant: string, nodes: readonly NodeKey[]): Promise<NodeState[]> {
    if (nodes.length === 0) return [];
    const ids = nodes.map((node) => idOf(tenant, node));
    const found = await this.#nodes.find({ _id: { $in: ids } }).toArray();
    return found.map(toState);
  }

  async findChildren(tenant: string, parents: readonly NodeKey[]): Promise<NodeState[]> {
    if (parents.length === 0) return [];
    const found = await this.#nodes.find({ tenant, parent: { $in: parents } }).toArray();
    return found.map(toState);
  }

  /** False when somebody else wrote one of them since it was read: read again and repeat. */
  async writeNodes(tenant: string, states: readonly NodeState[]): Promise<boolean> {
    if (states.length === 0) return true;
    const documents = states.map((state) => toDocument(tenant, state));
    const result = await this.#nodes.bulkWrite(documents.map(toWrite));
    return result.insertedCount + result.matchedCount === documents.length;
  }
}
