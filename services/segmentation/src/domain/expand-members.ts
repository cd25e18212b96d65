import type { Condition, SegmentReference } from '@perennial/conditions';

/** The condition of a segment or a group; undefined when there is none. */
export type ConditionOfMember = (leaf: SegmentReference) => Condition | undefined;

/**
 * The tree with the conditions of other segments in place of their names, so that all of it is counted at once. A node of the tree keeps its
 * path. Names stay where the tree would outgrow `maxNodes`; who reads it asks for those by name.
 */
export function expandMembers(
  condition: Condition,
  conditionOf: ConditionOfMember,
  maxNodes: number,
): Condition {
  let room = maxNodes - sizeOf(condition);
  const expand = (node: Condition): Condition => {
    switch (node.kind) {
      case 'all':
      case 'any':
        return { kind: node.kind, of: node.of.map(expand) };
      case 'not':
        return { kind: 'not', of: expand(node.of) };
      case 'member': {
        const named = conditionOf(node);
        const size = named === undefined ? Number.POSITIVE_INFINITY : sizeOf(named);
        if (named === undefined || size > room) return node;
        room -= size;
        return expand(named);
      }
      default:
        return node;
    }
  };
  return expand(condition);
}

function sizeOf(condition: Condition): number {
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.of.reduce((sum, part) => sum + sizeOf(part), 1);
  return condition.kind === 'not' ? 1 + sizeOf(condition.of) : 1;
}
