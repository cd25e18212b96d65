import { compareNodes, type IdentityNode } from './identity-node.ts';
import { compareText } from './stamp.ts';

/** Who has a node, as far as one customer's partition was told. A node that was never moved has no entry. */
export interface NodeOwner extends IdentityNode {
  customerId: string;
  /** Rises with each move of the node. */
  generation: number;
}

export function ownerOf(owners: readonly NodeOwner[], node: IdentityNode): NodeOwner | undefined {
  return owners.find((held) => held.kind === node.kind && held.value === node.value);
}

/** `owners` (sorted) after a move; the same array when a later move is known. */
export function withOwner(owners: readonly NodeOwner[], moved: NodeOwner): readonly NodeOwner[] {
  const held = ownerOf(owners, moved);
  if (held !== undefined && compareOwners(moved, held) <= 0) return owners;
  return [...owners.filter((owner) => owner !== held), moved].sort(compareNodes);
}

/** The highest generation decides; of two claims on one generation the greater customer id. */
function compareOwners(left: NodeOwner, right: NodeOwner): number {
  return left.generation - right.generation || compareText(left.customerId, right.customerId);
}
