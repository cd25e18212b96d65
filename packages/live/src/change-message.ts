import { type Timestamp, timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { changeSubject, dedupId, envelopeHeaders, partitionOf } from '@perennial/contracts';
import { Cause } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import type { CrossingCause, Origin } from './origin.ts';

const CAUSES: Readonly<Record<CrossingCause, Cause>> = {
  event: Cause.EVENT,
  time: Cause.TIME,
  definition: Cause.DEFINITION,
  identity: Cause.IDENTITY,
  refund: Cause.REFUND,
};

/** What every message of CHANGES is addressed by. */
export interface ChangeAddress {
  tenant: string;
  /** URI reference of the producer. */
  source: string;
  /** Token of the subject and name of the type: `segment_entered` … */
  kind: string;
  /** Derived from the input alone. */
  id: string;
  customerId: string;
  origin: Origin;
}

/** The message in CHANGES that tells a crossing. */
export function changeMessage(address: ChangeAddress, data: Uint8Array): OutgoingMessage {
  const { tenant, source, kind, id, customerId, origin } = address;
  const envelope = {
    ...{ id, source, type: `perennial.${kind}.v1`, tenant },
    partitionKey: customerId,
    timeMs: origin.timeMs,
    recordedTimeMs: origin.judgedMs,
    ...(origin.eventId === undefined ? {} : { causationId: origin.eventId }),
  };
  return {
    subject: changeSubject(tenant, partitionOf(tenant, customerId), kind),
    id: dedupId(envelope),
    headers: envelopeHeaders(envelope),
    data,
  };
}

/** Fields that every payload of CHANGES has. */
export interface OriginFields {
  customerId: string;
  time: Timestamp;
  cause: Cause;
  causeEventId: string;
}

export function originFields(customerId: string, origin: Origin): OriginFields {
  return {
    customerId,
    time: timestampFromMs(origin.timeMs),
    cause: CAUSES[origin.cause],
    causeEventId: origin.eventId ?? '',
  };
}
