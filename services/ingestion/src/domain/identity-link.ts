import { type NodeKey, nodeKind, nodeRank } from './identity-node.ts';

/** One telling that a node and a stronger one are the same person. */
export interface IdentityLink {
  parent: NodeKey;
  /** True for an alias call: somebody said so, it was not inferred. */
  explicit: boolean;
  /** When it was told; of an order's link, when that version of the order was made. */
  timeMs: number;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Below 0 when `a` decides. A total order, so that the deciding link of a set is the same whatever the order of arrival: an alias,
 * then the strongest parent, then the earliest, then the smallest id. An order follows the person of its newest version.
 */
function compareLinks(child: NodeKey, a: IdentityLink, b: IdentityLink): number {
  if (nodeKind(child) === 'order') return b.timeMs - a.timeMs || compareText(a.parent, b.parent);
  return (
    Number(b.explicit) - Number(a.explicit) ||
    nodeRank(a.parent) - nodeRank(b.parent) ||
    a.timeMs - b.timeMs ||
    compareText(a.parent, b.parent)
  );
}

/** True when the link decides over the one that decided so far. */
export function decides(child: NodeKey, link: IdentityLink, current: IdentityLink | undefined): boolean {
  return current === undefined || compareLinks(child, link, current) < 0;
}
