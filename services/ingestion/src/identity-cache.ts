import type { NodeState } from './domain/identity-graph.ts';
import type { NodeKey } from './domain/identity-node.ts';

/** What is known of a node. */
export interface KnownNode {
  /** Null for a node that leads to no other. */
  state: NodeState | null;
  customer: string;
}

/**
 * The nodes used last. Two generations: when the young one is full the old
 * one goes, so that memory stays bounded and nothing is counted at each use. Another reader may have moved a node meanwhile: what
 * is then published under its former customer is published again by the profile, as every late event is.
 */
export class IdentityCache {
  readonly #generationSize: number;
  #young = new Map<string, KnownNode>();
  #old = new Map<string, KnownNode>();

  constructor(size: number) {
    this.#generationSize = Math.max(1, Math.floor(size / 2));
  }

  /** Undefined when it is not known here. */
  get(tenant: string, node: NodeKey): KnownNode | undefined {
    const key = `${tenant}|${node}`;
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#put(key, old);
    return old;
  }

  set(tenant: string, node: NodeKey, known: KnownNode): void {
    this.#put(`${tenant}|${node}`, known);
  }

  #put(key: string, known: KnownNode): void {
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, known);
  }
}
