import type { DefinitionEdit } from '@perennial/live';
import type { SavedBorders } from './borders-in-force.ts';
import type { EditCount } from './edit-names.ts';
import {
  type FollowedDefinition,
  type FollowedGroups,
  followedKey,
  GROUPS_KEY,
} from './followed-definition.ts';

/** What is saved to begin again with: members follow from the facts, definitions and borders in force do not. */
export interface SegmentState {
  /** A list of `FollowedDefinition` as JSON text, of groups their version only: a tree may be deeper than documents may nest. */
  definitionsJson: string;
  /** Quantile borders of schemes. */
  borders: readonly SavedBorders[];
  /** Of schemes and models; absent from states saved before they were counted. */
  edits?: readonly EditCount[];
}

export const NO_SEGMENTS: SegmentState = { definitionsJson: '[]', borders: [] };

/** By key. */
export function definitionsOf({ definitionsJson }: SegmentState): Map<string, FollowedDefinition> {
  // Written by `definitionsJson` only.
  const definitions = JSON.parse(definitionsJson) as FollowedDefinition[];
  return new Map(definitions.map((each) => [followedKey(each), each]));
}

/** The version of the affinity groups that a state was saved with. */
export function groupsIn(state: SegmentState): FollowedGroups | undefined {
  const groups = definitionsOf(state).get(GROUPS_KEY);
  return groups?.of === 'groups' ? groups : undefined;
}

export function definitionsJson(definitions: Iterable<FollowedDefinition>): string {
  return JSON.stringify(Array.from(definitions, withoutSpace));
}

/** The state with edits in force while no customer is known. */
export function stateBeforeFacts(
  state: SegmentState,
  edits: readonly DefinitionEdit<FollowedDefinition>[],
): SegmentState {
  const definitions = definitionsOf(state);
  for (const { id, saved } of edits) {
    if (saved === undefined) definitions.delete(id);
    else definitions.set(id, saved);
  }
  return { ...state, definitionsJson: definitionsJson(definitions.values()), borders: [] };
}

function withoutSpace(definition: FollowedDefinition): FollowedDefinition {
  if (definition.of !== 'groups') return definition;
  const { learned: _, ...version } = definition;
  return version;
}
