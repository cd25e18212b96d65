import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { changeSubject, dedupId, envelopeHeaders, partitionOf } from '@perennial/contracts';
import {
  Cause,
  SegmentEnteredSchema,
  SegmentExitedSchema,
} from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import type { CrossingCause } from '@perennial/live';
import { type Transition, transitionId } from '@perennial/segments';

const SOURCE = '/perennial/segmentation';

const CAUSES: Readonly<Record<CrossingCause, Cause>> = {
  event: Cause.EVENT,
  time: Cause.TIME,
  definition: Cause.DEFINITION,
  identity: Cause.IDENTITY,
  refund: Cause.REFUND,
};

/** The message in CHANGES that tells a transition. */
export function changeMessage(tenant: string, transition: Transition): OutgoingMessage {
  const { kind, customerId, origin } = transition;
  const envelope = {
    id: transitionId(transition),
    source: SOURCE,
    type: `perennial.${kind}.v1`,
    tenant,
    partitionKey: customerId,
    timeMs: origin.timeMs,
    recordedTimeMs: origin.judgedMs,
    ...(origin.eventId === undefined ? {} : { causationId: origin.eventId }),
  };
  return {
    subject: changeSubject(tenant, partitionOf(tenant, customerId), kind),
    id: dedupId(envelope),
    headers: envelopeHeaders(envelope),
    data: payload(transition),
  };
}

function payload({ kind, segmentId, version, customerId, origin }: Transition): Uint8Array {
  const fields = {
    customerId,
    segmentId,
    definitionVersion: BigInt(version),
    time: timestampFromMs(origin.timeMs),
    cause: CAUSES[origin.cause],
    causeEventId: origin.eventId ?? '',
  };
  return kind === 'segment_entered'
    ? toBinary(SegmentEnteredSchema, create(SegmentEnteredSchema, fields))
    : toBinary(SegmentExitedSchema, create(SegmentExitedSchema, fields));
}
