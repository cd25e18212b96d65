import type { SavedForecast } from '@perennial/forecasts';
import type { SchemeDefinition } from '@perennial/scores';
import {
  CHANNELS_ID,
  type FollowedChannels,
  type FollowedGroups,
  type FollowedModel,
  type FollowedScheme,
  GROUPS_ID,
  type LearnedGroups,
  MODEL_ID,
} from '@perennial/segments';
import type { AffinityGroups } from '../affinity-groups.ts';
import { etagOf } from '../condition-forms.ts';
import type { RfmSchemes } from '../rfm-schemes.ts';
import type { ChannelModels, TrainedChannels } from '../trained-channels.ts';
import type { TrainedForecasts } from '../trained-forecasts.ts';

/** What other services know that conditions ask. */
export interface ToldSources {
  /** The RFM schemes of a tenant. */
  schemesOf: RfmSchemes;
  /** The trained model of a tenant. */
  forecastOf: TrainedForecasts;
  /** The affinity groups of a tenant. */
  groupsOf: AffinityGroups;
  /** The trained model of channels of a tenant. */
  channelsOf: ChannelModels;
}

/** A scheme, a model or the groups in the version that its service tells; when it was changed is not told. */
export type ToldDefinition = FollowedScheme | FollowedModel | FollowedGroups | FollowedChannels;

export async function toldDefinitions(
  { schemesOf, forecastOf, groupsOf, channelsOf }: ToldSources,
  tenant: string,
): Promise<ToldDefinition[]> {
  const [schemes, forecast, learned, channels] = await Promise.all([
    schemesOf(tenant),
    forecastOf(tenant),
    groupsOf(tenant),
    channelsOf(tenant),
  ]);
  return [
    ...schemes.map(followedScheme),
    ...(forecast === undefined ? [] : [followedModel(forecast)]),
    ...(learned === undefined ? [] : [followedGroups(tenant, learned)]),
    ...(channels === undefined ? [] : [followedChannels(channels)]),
  ];
}

function followedScheme(scheme: SchemeDefinition): FollowedScheme {
  return { of: 'scheme', id: scheme.schemeId, etag: etagOf(scheme), updatedAtMs: 0, scheme };
}

function followedModel(forecast: SavedForecast): FollowedModel {
  return { of: 'model', id: MODEL_ID, etag: etagOf(forecast), updatedAtMs: 0, forecast };
}

function followedChannels(channels: TrainedChannels): FollowedChannels {
  const { version, beliefs } = channels;
  return { of: 'channels', id: CHANNELS_ID, etag: etagOf(channels), updatedAtMs: 0, version, beliefs };
}

/** The etag is one of all tenants': by it the groups are found again. */
function followedGroups(tenant: string, learned: LearnedGroups): FollowedGroups {
  const { version, learnedAtMs } = learned;
  const etag = etagOf({ tenant, version, learnedAtMs });
  return { of: 'groups', id: GROUPS_ID, etag, updatedAtMs: 0, version, learned };
}
