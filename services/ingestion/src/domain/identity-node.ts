import type { PersonIds } from './intake-item.ts';
import { shortHash } from './message-id.ts';

/** Kinds of ids from the strongest to the weakest; "order" stands in for the person of an order without any identity. */
const NODE_KINDS = ['user', 'email', 'phone', 'anon', 'order'] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/** `<kind>:<value>`, the value normalised. Personal data. */
export type NodeKey = `${NodeKind}:${string}`;

/** Partition key of what nobody's is: orders without any identity. */
export const GUEST = 'guest';

const CUSTOMER_ID_LENGTH = 20;

const RANKS: ReadonlyMap<string, number> = new Map(NODE_KINDS.map((kind, rank) => [kind, rank]));

export function nodeKey(kind: NodeKind, value: string): NodeKey {
  return `${kind}:${value}`;
}

export function nodeKind(key: NodeKey): string {
  return key.slice(0, key.indexOf(':'));
}

export function nodeValue(key: NodeKey): string {
  return key.slice(key.indexOf(':') + 1);
}

/** 0 is the strongest. */
export function nodeRank(key: NodeKey): number {
  return RANKS.get(nodeKind(key)) ?? NODE_KINDS.length;
}

/** Node of an order without identity. */
export function orderNode(sourceSystem: string, orderId: string): NodeKey {
  return nodeKey('order', `${sourceSystem}|${orderId}`);
}

/** The nodes of a person, the strongest first: that one is the item's own. */
export function nodesOf(person: PersonIds): NodeKey[] {
  const nodes: NodeKey[] = [];
  if (person.user !== undefined) nodes.push(nodeKey('user', person.user));
  if (person.email !== undefined) nodes.push(nodeKey('email', person.email));
  if (person.phone !== undefined) nodes.push(nodeKey('phone', person.phone));
  if (person.anon !== undefined) nodes.push(nodeKey('anon', person.anon));
  return nodes;
}

/** Customer id of a node that leads to no other; the same for the same node for ever. */
export function customerIdOf(tenant: string, root: NodeKey): string {
  if (nodeKind(root) === 'order') return GUEST;
  return `c${shortHash(CUSTOMER_ID_LENGTH, tenant, root)}`;
}
