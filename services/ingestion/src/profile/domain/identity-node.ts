import { compareText } from './stamp.ts';

/** An id that a person carried. */
export interface IdentityNode {
  /** user, email, phone, anon; order for an order without any identity. */
  kind: string;
  value: string;
}

/** Text form of a node, unique in a tenant. */
export function nodeKey({ kind, value }: IdentityNode): string {
  return `${kind}:${value}`;
}

const RANKS: readonly string[] = ['user', 'email', 'phone', 'anon'];

/** Strongest identity first, then by value. */
export function compareNodes(left: IdentityNode, right: IdentityNode): number {
  return rankOf(left.kind) - rankOf(right.kind) || compareText(nodeKey(left), nodeKey(right));
}

function rankOf(kind: string): number {
  const rank = RANKS.indexOf(kind);
  return rank < 0 ? RANKS.length : rank;
}

/** `nodes` (sorted) with `node` among them; the same array when it is there already. */
export function withNode(nodes: readonly IdentityNode[], node: IdentityNode): readonly IdentityNode[] {
  if (nodes.some((held) => held.kind === node.kind && held.value === node.value)) return nodes;
  return [...nodes, { kind: node.kind, value: node.value }].sort(compareNodes);
}

/** `nodes` without `node`. */
export function withoutNode(nodes: readonly IdentityNode[], node: IdentityNode): readonly IdentityNode[] {
  return nodes.filter((held) => held.kind !== node.kind || held.value !== node.value);
}
