import { decides, type IdentityLink } from './identity-link.ts';
import { customerIdOf, type NodeKey } from './identity-node.ts';
import type { ChildLink } from './links-of-item.ts';

/** A node that changed its customer. */
export interface NodeMove {
  node: NodeKey;
  from: string;
  to: string;
  /** Rises with each move of the node. */
  generation: number;
  /** When the deciding link was told. */
  timeMs: number;
  /** When we learned it. */
  recordedMs: number;
  /** Event id of the item that told it. */
  cause: string;
}

/** What is known of a node that leads to another one; a node without a state is its own root. */
export interface NodeState {
  node: NodeKey;
  link: IdentityLink;
  customer: string;
  generation: number;
  /** The latest moves, so that an item whose publishing is uncertain can publish its own again. */
  moves: NodeMove[];
  /** Of the stored document; 0 when there is none yet. */
  revision: number;
}

/** What a link was learned from. */
export interface LinkCause {
  cause: string;
  recordedMs: number;
}

/** Moves kept with a node: more than one batch of items can cause. */
const MAX_KEPT_MOVES = 32;

/**
 * The nodes around some links, and what the links change. Each node follows the one that decides among all links ever told of
 * it, so that the set of links alone settles who is who, whatever the order in which they come.
 */
export class IdentityGraph {
  readonly #tenant: string;
  readonly #states: Map<NodeKey, NodeState>;
  readonly #children = new Map<NodeKey, Set<NodeKey>>();
  readonly #changed = new Set<NodeKey>();

  constructor(tenant: string, states: Iterable<NodeState>) {
    this.#tenant = tenant;
    this.#states = new Map();
    for (const state of states) {
      this.#states.set(state.node, { ...state, moves: [...state.moves] });
      this.#childrenOf(state.link.parent).add(state.node);
    }
  }

  #childrenOf(node: NodeKey): Set<NodeKey> {
    const known = this.#children.get(node);
    if (known !== undefined) return known;
    const children = new Set<NodeKey>();
    this.#children.set(node, children);
    return children;
  }

  /** Where the links lead; of a circle of aliases the smallest id. */
  rootOf(node: NodeKey): NodeKey {
    const path = new Set<NodeKey>();
    let current = node;
    for (;;) {
      if (path.has(current)) return smallestOfCircle([...path], current);
      const state = this.#states.get(current);
      if (state === undefined) return current;
      path.add(current);
      current = state.link.parent;
    }
  }

  customerOf(node: NodeKey): string {
    return customerIdOf(this.#tenant, this.rootOf(node));
  }

  /** Takes a link in, and moves the nodes beneath it whose customer it changes. */
  add(link: ChildLink, cause: LinkCause): void {
    const { child, parent, explicit, timeMs } = link;
    const state = this.#states.get(child);
    if (child === parent || !decides(child, link, state?.link)) return;
    if (state !== undefined) this.#childrenOf(state.link.parent).delete(child);
    this.#childrenOf(parent).add(child);
    this.#states.set(child, {
      ...(state ?? this.#fresh(child)),
      link: { parent, explicit, timeMs },
    });
    this.#changed.add(child);
    this.settle(child, { timeMs, ...cause });
  }

  #fresh(node: NodeKey): Omit<NodeState, 'link'> {
    return { node, customer: customerIdOf(this.#tenant, node), generation: 0, moves: [], revision: 0 };
  }

  /** Brings the customers of a node and of all beneath it in line with their root. */
  settle(top: NodeKey, cause: LinkCause & { timeMs: number }): void {
    const to = this.customerOf(top);
    for (const node of this.#subtree(top)) {
      const state = this.#states.get(node);
      if (state === undefined || state.customer === to) continue;
      const move = { node, from: state.customer, to, generation: state.generation + 1, ...cause };
      const moves = [...state.moves, move].slice(-MAX_KEPT_MOVES);
      this.#states.set(node, { ...state, customer: to, generation: move.generation, moves });
      this.#changed.add(node);
    }
  }

  #subtree(top: NodeKey): Set<NodeKey> {
    const found = new Set<NodeKey>([top]);
    for (const node of found) {
      for (const child of this.#children.get(node) ?? []) found.add(child);
    }
    return found;
  }

  states(): Iterable<NodeState> {
    return this.#states.values();
  }

  changedStates(): NodeState[] {
    return [...this.#changed].flatMap((node) => this.#states.get(node) ?? []);
  }

  /** The moves that the given items caused, now or in an earlier try. */
  movesCausedBy(causes: ReadonlySet<string>): NodeMove[] {
    return [...this.#states.values()].flatMap((state) =>
      state.moves.filter((move) => causes.has(move.cause)),
    );
  }
}

function smallestOfCircle(path: readonly NodeKey[], entry: NodeKey): NodeKey {
  const circle = path.slice(path.indexOf(entry));
  const [smallest = entry] = circle.sort();
  return smallest;
}
