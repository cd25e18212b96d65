import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ZoneTime } from '@perennial/calendar';
import type { BasisSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import type { FactsReader } from '@perennial/facts';
import type { PageTokens } from '@perennial/runtime';
import type { Missing } from '../domain/missing.ts';
import { predictionErrors } from '../errors.ts';
import type { BaseView } from '../live/base-view.ts';
import { boardOf, type TenantPredictions } from '../live/live-predictions.ts';
import type { PredictionBoard } from '../live/prediction-board.ts';
import type { Trainer } from '../training/trainer.ts';
import type { ModelVersions } from '../versions/model-versions.ts';
import type { KeptReports } from './kept-reports.ts';
import type { KeptViews } from './kept-views.ts';

/** What the handlers answer from. */
export interface PredictionContext {
  versions: ModelVersions;
  trainer: Trainer;
  views: KeptViews;
  reports: KeptReports;
  pageTokens: PageTokens;
  now(): number;
  /** Empty facts for a tenant without events. */
  factsOf(tenant: string): FactsReader;
  liveOf(tenant: string): TenantPredictions | undefined;
  currencyOf(tenant: string): Promise<string>;
  zoneOf(tenant: string): Promise<ZoneTime>;
}

/** What keeps a tenant from being predicted; empty where a model is in force. */
export function missingModel(context: PredictionContext, tenant: string): readonly Missing[] {
  const board = boardOf(context.liveOf(tenant));
  if (board?.forecaster !== undefined) return [];
  const status = context.trainer.statusOf(tenant);
  if (status?.state === 'refused') return status.missing;
  return [{ what: 'model', have: 0, need: 1 }];
}

/** What holds for all predictions of an answer. */
export async function basisOf(
  context: PredictionContext,
  tenant: string,
  shown: Pick<BaseView, 'atMs' | 'version' | 'terms'> | PredictionBoard | undefined,
): Promise<MessageInitShape<typeof BasisSchema>> {
  const freshMs = context.liveOf(tenant)?.lastEventMs;
  const terms = shown !== undefined && 'inForce' in shown ? shown.inForce?.model.terms : shown?.terms;
  const version = shown !== undefined && 'inForce' in shown ? shown.inForce?.version : shown?.version;
  return {
    version: version ?? 0,
    ...(terms === undefined ? {} : { terms }),
    currency: await context.currencyOf(tenant),
    at: timestampFromMs(shown?.atMs ?? context.now()),
    ...(freshMs === undefined ? {} : { freshTime: timestampFromMs(freshMs) }),
  };
}

/** The place of a word among those allowed. @throws PREDICTION_FIELD_INVALID */
export function placeOf(field: string, word: string, allowed: readonly string[]): number {
  const place = allowed.indexOf(word);
  if (place >= 0) return place;
  const list = allowed.filter((each) => each !== '').join(', ');
  throw predictionErrors.PREDICTION_FIELD_INVALID(
    { field, allowed: list },
    { fieldViolations: [{ field, description: `must be one of ${list}` }] },
  );
}
