import { create, toBinary } from '@bufbuild/protobuf';
import { type Timestamp, timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { changeSubject, dedupId, envelopeHeaders, partitionOf } from '@perennial/contracts';
import {
  Cause,
  EngagementChangedSchema,
  FunnelMovedSchema,
  RfmMigratedSchema,
  TrendChangedSchema,
} from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import type { CrossingCause } from '@perennial/live';
import { cellName, classNameInCell } from '@perennial/scores';
import { type Crossing, crossingId, type LevelCrossing, type RfmCrossing } from './crossing.ts';

const SOURCE = '/perennial/scoring';

const CAUSES: Readonly<Record<CrossingCause, Cause>> = {
  event: Cause.EVENT,
  time: Cause.TIME,
  definition: Cause.DEFINITION,
  identity: Cause.IDENTITY,
  refund: Cause.REFUND,
};

/** The message in CHANGES that tells a crossing. */
export function changeMessage(tenant: string, crossing: Crossing): OutgoingMessage {
  const { kind, customerId, origin } = crossing;
  const envelope = {
    id: crossingId(crossing),
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
    data: crossing.kind === 'rfm_migrated' ? rfmPayload(crossing) : levelPayload(crossing),
  };
}

interface OriginFields {
  customerId: string;
  time: Timestamp;
  cause: Cause;
  causeEventId: string;
}

function originFields({ customerId, origin }: Crossing): OriginFields {
  return {
    customerId,
    time: timestampFromMs(origin.timeMs),
    cause: CAUSES[origin.cause],
    causeEventId: origin.eventId ?? '',
  };
}

function rfmPayload(crossing: RfmCrossing): Uint8Array {
  const { schemeId, dimension, fromCell, toCell } = crossing;
  return toBinary(
    RfmMigratedSchema,
    create(RfmMigratedSchema, {
      ...originFields(crossing),
      schemeId,
      dimension,
      fromClass: classNameInCell(fromCell, dimension),
      toClass: classNameInCell(toCell, dimension),
      fromCell: cellName(fromCell),
      toCell: cellName(toCell),
    }),
  );
}

function levelPayload(crossing: LevelCrossing): Uint8Array {
  const { kind, from, to } = crossing;
  const fields = originFields(crossing);
  if (kind === 'trend_changed') {
    return toBinary(
      TrendChangedSchema,
      create(TrendChangedSchema, { ...fields, fromTrend: from, toTrend: to }),
    );
  }
  if (kind === 'funnel_moved') {
    return toBinary(
      FunnelMovedSchema,
      create(FunnelMovedSchema, { ...fields, fromStage: from, toStage: to }),
    );
  }
  return toBinary(
    EngagementChangedSchema,
    create(EngagementChangedSchema, { ...fields, fromLevel: from, toLevel: to }),
  );
}
