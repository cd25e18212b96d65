import { setTimeout as delay } from 'node:timers/promises';
import { IdentityGraph, type LinkCause, type NodeMove, type NodeState } from './domain/identity-graph.ts';
import { decides } from './domain/identity-link.ts';
import { customerIdOf, type NodeKey } from './domain/identity-node.ts';
import type { ChildLink } from './domain/links-of-item.ts';
import { IdentityCache, type KnownNode } from './identity-cache.ts';
import type { IdentityStore } from './identity-store.ts';

/** A link with the item that tells it. */
export interface ToldLink extends ChildLink, LinkCause {
  /** True when an earlier try may have stored it without publishing what it moved. */
  uncertain: boolean;
}

/** Who is who after the links of a batch. */
export interface Resolution {
  customerOf(node: NodeKey): string;
  moves: NodeMove[];
}

const MAX_TRIES = 10;
const RETRY_DELAY_MS = 5;

/** Resolves the nodes of one batch at a time; several readers may do so at once on the same store. */
export class IdentityResolver {
  readonly #store: IdentityStore;
  readonly #cache: IdentityCache;

  constructor(store: IdentityStore, cacheSize: number) {
    this.#store = store;
    this.#cache = new IdentityCache(cacheSize);
  }

  /** Stores what the links change, and says the customer of each of the nodes. */
  async resolve(
    tenant: string,
    nodes: ReadonlySet<NodeKey>,
    links: readonly ToldLink[],
  ): Promise<Resolution> {
    const known = await this.#load(tenant, new Set([...nodes, ...links.map((link) => link.child)]));
    // Links only ever decide for good, so that one which an old state beats is beaten by the newest, too.
    const news = links.filter(
      (link) => link.uncertain || decides(link.child, link, known.get(link.child)?.state?.link),
    );
    const moves = news.length === 0 ? [] : await this.#link(tenant, news, known);
    return { customerOf: (node) => known.get(node)?.customer ?? customerIdOf(tenant, node), moves };
  }

  async #load(tenant: string, nodes: ReadonlySet<NodeKey>): Promise<Map<NodeKey, KnownNode>> {
    const known = new Map<NodeKey, KnownNode>();
    const missing: NodeKey[] = [];
    for (const node of nodes) {
      const cached = this.#cache.get(tenant, node);
      if (cached === undefined) missing.push(node);
      else known.set(node, cached);
    }
    const found = await this.#store.findNodes(tenant, missing);
    const states = new Map(found.map((state) => [state.node, state]));
    for (const node of missing) this.#know(tenant, node, states.get(node) ?? null, known);
    return known;
  }

  /** A customer id is a hash, so it is made once and kept with the node. */
  #know(tenant: string, node: NodeKey, state: NodeState | null, known: Map<NodeKey, KnownNode>): void {
    const entry = { state, customer: state?.customer ?? customerIdOf(tenant, node) };
    this.#cache.set(tenant, node, entry);
    known.set(node, entry);
  }

  async #link(
    tenant: string,
    links: readonly ToldLink[],
    known: Map<NodeKey, KnownNode>,
  ): Promise<NodeMove[]> {
    const causes = new Set(links.map((link) => link.cause));
    for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
      const graph = new IdentityGraph(tenant, await this.#around(tenant, links));
      for (const link of links) graph.add(link, link);
      const written = await this.#store.writeNodes(tenant, graph.changedStates());
      if (written && (await this.#isSettled(tenant, links, graph))) {
        this.#remember(tenant, graph, known);
        return graph.movesCausedBy(causes);
      }
      await delay(RETRY_DELAY_MS * attempt * Math.random());
    }
    throw new Error(`Identity links of a batch conflicted ${MAX_TRIES} times with those of other readers`);
  }

  /**
   * Another reader may have linked above or beneath while we wrote. Of two that overlap, the one that reads last sees both
   * links; so whoever reads after its own write and finds a customer out of line, settles it.
   */
  async #isSettled(tenant: string, links: readonly ToldLink[], mine: IdentityGraph): Promise<boolean> {
    if (mine.changedStates().length === 0) return true;
    const now = new IdentityGraph(tenant, await this.#around(tenant, links));
    for (const link of links) now.settle(link.child, link);
    const late = now.changedStates();
    if (late.length === 0) return true;
    await this.#store.writeNodes(tenant, late);
    return false;
  }

  #remember(tenant: string, graph: IdentityGraph, known: Map<NodeKey, KnownNode>): void {
    for (const state of graph.states()) this.#know(tenant, state.node, state, known);
  }

  /** Fresh from the store: all that the links' ends lead to, and all that leads to their children. */
  async #around(tenant: string, links: readonly ToldLink[]): Promise<Iterable<NodeState>> {
    const states = new Map<NodeKey, NodeState>();
    const above = async (nodes: readonly NodeKey[]): Promise<void> => {
      const unknown = [...new Set(nodes)].filter((node) => !states.has(node));
      const found = await this.#store.findNodes(tenant, unknown);
      for (const state of found) states.set(state.node, state);
      if (found.length > 0) await above(found.map((state) => state.link.parent));
    };
    const beneath = async (parents: readonly NodeKey[], seen: Set<NodeKey>): Promise<void> => {
      const next = parents.filter((node) => !seen.has(node));
      for (const node of next) seen.add(node);
      const children = await this.#store.findChildren(tenant, next);
      for (const state of children) states.set(state.node, state);
      if (children.length > 0)
        await beneath(
          children.map((state) => state.node),
          seen,
        );
    };
    const children = [...new Set(links.map((link) => link.child))];
    await above([...children, ...links.map((link) => link.parent)]);
    await beneath(children, new Set());
    return states.values();
  }
}
