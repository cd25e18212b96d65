import type { ChannelBeliefs } from '@perennial/channel-choice';
import type { Condition } from '@perennial/conditions';
import type { SavedForecast } from '@perennial/forecasts';
import type { SavedDefinition } from '@perennial/live';
import type { SchemeDefinition } from '@perennial/scores';
import { canonicalJson } from '../compile/canonical-json.ts';
import type { LearnedGroups } from '../groups/facts-groups.ts';

/**
 * A segment or group whose members are followed. Groups are followed like segments, since conditions name them, but nobody is told of their
 * members. Conditions of ready-made segments stand in place of their names.
 */
export interface FollowedSegment extends SavedDefinition {
  of: 'segment' | 'group';
  id: string;
  /** Rises with each other condition. */
  version: number;
  condition: Condition;
}

/** An RFM scheme that conditions may name. */
export interface FollowedScheme extends SavedDefinition {
  of: 'scheme';
  id: string;
  scheme: SchemeDefinition;
}

/** The trained model in force, which conditions ask what it expects; a tenant has one at most. */
export interface FollowedModel extends SavedDefinition {
  of: 'model';
  id: typeof MODEL_ID;
  forecast: SavedForecast;
}

export const MODEL_ID = 'model';
export const MODEL_KEY = 'model:model';

/** The affinity groups in force; a tenant has one version of them at most. */
export interface FollowedGroups extends SavedDefinition {
  of: 'groups';
  id: typeof GROUPS_ID;
  version: number;
  /** Left out of what is saved, as it is large: it is asked for again by version. */
  learned?: LearnedGroups;
}

export const GROUPS_ID = 'groups';
export const GROUPS_KEY = 'groups:groups';

/** The model of channels in force; a tenant has one at most. */
export interface FollowedChannels extends SavedDefinition {
  of: 'channels';
  id: typeof CHANNELS_ID;
  version: number;
  beliefs: ChannelBeliefs;
}

export const CHANNELS_ID = 'channels';
export const CHANNELS_KEY = 'channels:channels';

/** Whatever moves members when it is edited. */
export type FollowedDefinition =
  | FollowedSegment
  | FollowedScheme
  | FollowedModel
  | FollowedGroups
  | FollowedChannels;

/** Whether it has members, rather than saying how customers are judged. */
export function hasMembers(definition: FollowedDefinition): definition is FollowedSegment {
  return definition.of === 'segment' || definition.of === 'group';
}

/** Tells definitions of the same id apart: `segment:<id>`, `group:<id>`, `scheme:<id>`, `model:model`, `groups:groups`, `channels:channels`. */
export function followedKey({ of, id }: Pick<FollowedDefinition, 'of' | 'id'>): string {
  return `${of}:${id}`;
}

/** Whether a key names a definition with members. */
export function namesMembers(key: string): boolean {
  return key.startsWith('segment:') || key.startsWith('group:');
}

/** Equal for definitions that mean the same. */
export function meaningOf(definition: FollowedDefinition): string {
  if (hasMembers(definition)) return canonicalJson(definition.condition);
  if (definition.of === 'groups') return definition.etag;
  if (definition.of === 'channels') return canonicalJson(definition.beliefs);
  return canonicalJson(definition.of === 'scheme' ? definition.scheme : definition.forecast);
}
