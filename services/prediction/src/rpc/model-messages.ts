import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  type ModelSchema,
  type ParameterSchema,
  type Terms as TermsMessage,
  type TrainingSchema,
  TrainingState,
} from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { dateText, type Terms } from '@perennial/forecasts';
import type { SavedFit } from '../domain/saved-fit.ts';
import type { TrainingStatus } from '../training/training-status.ts';
import type { ModelInForce, ModelVersion } from '../versions/model-version.ts';

const STATES: Readonly<Record<TrainingStatus['state'], TrainingState>> = {
  running: TrainingState.RUNNING,
  done: TrainingState.DONE,
  refused: TrainingState.REFUSED,
  failed: TrainingState.FAILED,
};

export function trainingMessage(status: TrainingStatus | undefined): MessageInitShape<typeof TrainingSchema> {
  if (status === undefined) return {};
  const { state, step, progress, startedAtMs, endedAtMs, version = 0, missing, error = '' } = status;
  return {
    ...{ step, progress, version, error },
    state: STATES[state],
    missing: [...missing],
    startTime: timestampFromMs(startedAtMs),
    ...(endedAtMs === undefined ? {} : { endTime: timestampFromMs(endedAtMs) }),
  };
}

export function modelMessage(
  { version, trainedAtMs, model, report }: ModelVersion,
  inForce: ModelInForce | undefined,
): MessageInitShape<typeof ModelSchema> {
  const { name, fit } = model.purchases;
  const { auc = null, errors } = report ?? {};
  const ratio = errors?.predictedOverActual ?? null;
  return {
    version,
    name: name.replaceAll('-', '_'),
    parameters: parameterMessages(fit),
    spendParameters: model.spend === null ? [] : parameterMessages(model.spend),
    meanPurchaseMinor: model.meanPurchaseMinor,
    purchaseSeasonFactor: model.purchaseSeasonFactor,
    churnSeasonFactor: model.churnSeasonFactor,
    terms: model.terms,
    trainTime: timestampFromMs(trainedAtMs),
    observedUntil: dateText(model.observedUntilDay),
    customers: BigInt(model.customerCount),
    purchases: BigInt(model.purchaseCount),
    logLikelihood: fit.logLikelihood,
    inForce: inForce?.version === version,
    pinned: inForce?.version === version && inForce.pinned,
    ...(auc === null ? {} : { auc: auc.value }),
    ...(ratio === null ? {} : { predictedOverActual: ratio }),
  };
}

function parameterMessages({ parameters }: SavedFit): MessageInitShape<typeof ParameterSchema>[] {
  return parameters.map(({ name, value, standardError }) => ({
    name,
    value,
    ...(standardError === null ? {} : { standardError }),
  }));
}

/** The terms that are told. */
export function toldTerms(terms: TermsMessage | undefined): Partial<Terms> {
  if (terms === undefined) return {};
  const { $typeName: _typeName, $unknown: _unknown, ...told } = terms;
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
