import type { DefinitionEdit } from '@perennial/live';
import { type FollowedSegment, followedKey } from './followed-segment.ts';

/** What is saved to begin again with: members follow from the facts, the definitions in force do not. */
export interface SegmentState {
  /** A list of `FollowedSegment` as JSON text: a tree may be deeper than documents may nest. */
  definitionsJson: string;
}

export const NO_SEGMENTS: SegmentState = { definitionsJson: '[]' };

/** By key. */
export function definitionsOf({ definitionsJson }: SegmentState): Map<string, FollowedSegment> {
  // Written by `stateOf` only.
  const definitions = JSON.parse(definitionsJson) as FollowedSegment[];
  return new Map(definitions.map((each) => [followedKey(each), each]));
}

export function stateOf(definitions: Iterable<FollowedSegment>): SegmentState {
  return { definitionsJson: JSON.stringify([...definitions]) };
}

/** The state with edits in force while no customer is known. */
export function stateBeforeFacts(
  state: SegmentState,
  edits: readonly DefinitionEdit<FollowedSegment>[],
): SegmentState {
  const definitions = definitionsOf(state);
  for (const { id, saved } of edits) {
    if (saved === undefined) definitions.delete(id);
    else definitions.set(id, saved);
  }
  return stateOf(definitions.values());
}
