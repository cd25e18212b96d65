import { allocateColumn, grownColumn, roomyLength } from './columns/column.ts';
import type { DictionaryView } from './columns/dictionary-view.ts';
import type { NodeOwners } from './node-owners.ts';

/** Kinds of identity nodes that name a person; `other` is any but `anon`. */
export const NAMED_NODE_KINDS = ['user', 'email', 'phone', 'other'] as const;
export type NamedNodeKind = (typeof NAMED_NODE_KINDS)[number];

const WIDTH = NAMED_NODE_KINDS.length;

/**
 * How many nodes of each naming kind a customer has: those it owns, and those it carries that were never moved. Built by one pass over all
 * nodes, then kept current.
 */
export class NodeKinds {
  private readonly owners: NodeOwners;
  private readonly nodes: DictionaryView;
  private counts = allocateColumn('u32', 0);

  constructor(owners: NodeOwners, nodes: DictionaryView) {
    this.owners = owners;
    this.nodes = nodes;
    for (let node = 0; node < nodes.size; node += 1) {
      const owner = owners.ownerOf(node);
      for (const customer of owner === undefined ? owners.customersOf(node) : [owner]) {
        this.add(node, customer, 1);
      }
    }
  }

  /** The customer was not known to carry this node. */
  carried(node: number, customer: number): void {
    if (this.owners.ownerOf(node) === undefined) this.add(node, customer, 1);
  }

  /** @param before its owner until now, `undefined` when it was never moved */
  moved(node: number, before: number | undefined, to: number): void {
    const losers = before === undefined ? this.owners.customersOf(node) : [before];
    for (const customer of losers) this.add(node, customer, -1);
    this.add(node, to, 1);
  }

  has(customer: number, kind: NamedNodeKind): boolean {
    return (this.counts[customer * WIDTH + NAMED_NODE_KINDS.indexOf(kind)] ?? 0) > 0;
  }

  /** By a node of any naming kind. */
  isNamed(customer: number): boolean {
    const end = Math.min((customer + 1) * WIDTH, this.counts.length);
    for (let place = customer * WIDTH; place < end; place += 1) if (this.counts[place] !== 0) return true;
    return false;
  }

  kindsOf(customer: number): NamedNodeKind[] {
    return NAMED_NODE_KINDS.filter((kind) => this.has(customer, kind));
  }

  private add(node: number, customer: number, count: number): void {
    const kind = kindOf(this.nodes.textOf(node));
    if (kind === undefined || customer < 0) return;
    const place = customer * WIDTH + NAMED_NODE_KINDS.indexOf(kind);
    if (place >= this.counts.length) this.counts = grownColumn('u32', this.counts, roomyLength(place));
    this.counts[place] = (this.counts[place] as number) + count;
  }
}

function kindOf(node: string): NamedNodeKind | undefined {
  const kind = node.slice(0, node.indexOf(':'));
  if (kind === 'anon') return undefined;
  return NAMED_NODE_KINDS.find((named) => named === kind) ?? 'other';
}
