import { create, toBinary } from '@bufbuild/protobuf';
import type { OutgoingMessage } from '@perennial/bus';
import { PredictionMovedSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { changeMessage, originFields } from '@perennial/live';
import { bandName } from '../domain/bands.ts';
import { type Crossing, crossingId } from './crossing.ts';

const KIND = 'prediction_moved';
const SOURCE = '/perennial/prediction';

/** The message in CHANGES that tells a crossing. */
export function crossingMessage(tenant: string, crossing: Crossing): OutgoingMessage {
  const { customerId, fromBand, toBand, churnRisk, purchaseProbability, modelVersion, origin } = crossing;
  const payload = create(PredictionMovedSchema, {
    ...originFields(customerId, origin),
    ...{ churnRisk, purchaseProbability, modelVersion },
    fromBand: bandName(fromBand),
    toBand: bandName(toBand),
  });
  const id = crossingId(crossing);
  return changeMessage(
    { tenant, source: SOURCE, kind: KIND, id, customerId, origin },
    toBinary(PredictionMovedSchema, payload),
  );
}
