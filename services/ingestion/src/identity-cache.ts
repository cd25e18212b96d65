import type { NodeState } from './domain/identity-graph.ts';
import type { NodeKey } from './domain/identity-node.ts';

/**
 * The nodes used last: their state, or null for one that leads to no other. Two generations: when the young one is full the old
 * one goes, so that memory stays bounded and nothing is counted at each use. Another reader may have moved a node meanwhile: what
 * is then published under its former customer is published again by the profile, as every late event is.
 */
export class IdentityCache {
  readonly #generationSize: number;
  #young = new Map<string, NodeState | null>();
  #old = new Map<string, NodeState | null>();

  constructor(size: number) {
    this.#generationSize = Math.max(1, Math.floor(size / 2));
  }

  /** Undefined when it is not known here. */
  get(tenant: string, node: NodeKey): NodeState | null | undefined {
    const key = `${tenant}|${node}`;
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#put(key, old);
    return old;
  }

  set(tenant: string, node: NodeKey, state: NodeState | null): void {
    this.#put(`${tenant}|${node}`, state);
  }

  #put(key: string, state: NodeState | null): void {
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, state);
  }
}
