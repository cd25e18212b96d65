import type { Condition, MemberLeaf } from '../tree/condition.ts';

/** A segment or group that a condition asks for. */
export type SegmentReference = Pick<MemberLeaf, 'of' | 'id'>;

/** The segments and groups that a condition asks for, each once, in their order in the tree. */
export function referencesOf(condition: Condition): SegmentReference[] {
  const found = new Map<string, SegmentReference>();
  collect(condition, found);
  return [...found.values()];
}

function collect(condition: Condition, found: Map<string, SegmentReference>): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.of) collect(part, found);
      return;
    case 'not':
      collect(condition.of, found);
      return;
    case 'member': {
      const { of, id } = condition;
      if (!found.has(`${of} ${id}`)) found.set(`${of} ${id}`, { of, id });
      return;
    }
    default:
  }
}
