import type { Condition } from '@perennial/conditions';
import type { SavedDefinition } from '@perennial/live';

/**
 * A definition whose members are followed. Groups are followed like segments, since conditions name them, but nobody is told of their
 * members. Members of ready-made segments stand in the condition as theirs.
 */
export interface FollowedSegment extends SavedDefinition {
  of: 'segment' | 'group';
  id: string;
  /** Rises with each other condition. */
  version: number;
  condition: Condition;
}

/** Tells segments from groups of the same id: `segment:<id>`, `group:<id>`. */
export function followedKey({ of, id }: Pick<FollowedSegment, 'of' | 'id'>): string {
  return `${of}:${id}`;
}
