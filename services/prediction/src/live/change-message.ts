import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { changeSubject, dedupId, envelopeHeaders, partitionOf } from '@perennial/contracts';
import { Cause, PredictionMovedSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import type { CrossingCause } from '@perennial/live';
import { bandName } from '../domain/bands.ts';
import { type Crossing, crossingId } from './crossing.ts';

const KIND = 'prediction_moved';
const SOURCE = '/perennial/prediction';

const CAUSES: Readonly<Record<CrossingCause, Cause>> = {
  event: Cause.EVENT,
  time: Cause.TIME,
  definition: Cause.DEFINITION,
  identity: Cause.IDENTITY,
  refund: Cause.REFUND,
};

/** The message in CHANGES that tells a crossing. */
export function changeMessage(tenant: string, crossing: Crossing): OutgoingMessage {
  const { customerId, fromBand, toBand, churnRisk, purchaseProbability, modelVersion, origin } = crossing;
  const envelope = {
    id: crossingId(crossing),
    source: SOURCE,
    type: `perennial.${KIND}.v1`,
    tenant,
    partitionKey: customerId,
    timeMs: origin.timeMs,
    recordedTimeMs: origin.judgedMs,
    ...(origin.eventId === undefined ? {} : { causationId: origin.eventId }),
  };
  const payload = create(PredictionMovedSchema, {
    ...{ customerId, churnRisk, purchaseProbability, modelVersion },
    fromBand: bandName(fromBand),
    toBand: bandName(toBand),
    time: timestampFromMs(origin.timeMs),
    cause: CAUSES[origin.cause],
    causeEventId: origin.eventId ?? '',
  });
  return {
    subject: changeSubject(tenant, partitionOf(tenant, customerId), KIND),
    id: dedupId(envelope),
    headers: envelopeHeaders(envelope),
    data: toBinary(PredictionMovedSchema, payload),
  };
}
