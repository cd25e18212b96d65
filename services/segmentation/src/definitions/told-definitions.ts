import type { SavedForecast } from '@perennial/forecasts';
import type { SchemeDefinition } from '@perennial/scores';
import { type FollowedModel, type FollowedScheme, MODEL_ID } from '@perennial/segments';
import { etagOf } from '../condition-forms.ts';
import type { RfmSchemes } from '../rfm-schemes.ts';
import type { TrainedForecasts } from '../trained-forecasts.ts';

/** What other services know that conditions ask. */
export interface ToldSources {
  /** The RFM schemes of a tenant. */
  schemesOf: RfmSchemes;
  /** The trained model of a tenant. */
  forecastOf: TrainedForecasts;
}

/** A scheme or the model in the version that its service tells; when it was changed is not told. */
export type ToldDefinition = FollowedScheme | FollowedModel;

export async function toldDefinitions(
  { schemesOf, forecastOf }: ToldSources,
  tenant: string,
): Promise<ToldDefinition[]> {
  const [schemes, forecast] = await Promise.all([schemesOf(tenant), forecastOf(tenant)]);
  return [...schemes.map(followedScheme), ...(forecast === undefined ? [] : [followedModel(forecast)])];
}

function followedScheme(scheme: SchemeDefinition): FollowedScheme {
  return { of: 'scheme', id: scheme.schemeId, etag: etagOf(scheme), updatedAtMs: 0, scheme };
}

function followedModel(forecast: SavedForecast): FollowedModel {
  return { of: 'model', id: MODEL_ID, etag: etagOf(forecast), updatedAtMs: 0, forecast };
}
