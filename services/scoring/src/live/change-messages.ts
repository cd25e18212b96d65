import { create, toBinary } from '@bufbuild/protobuf';
import type { OutgoingMessage } from '@perennial/bus';
import {
  EngagementChangedSchema,
  FunnelMovedSchema,
  RfmMigratedSchema,
  TrendChangedSchema,
} from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { changeMessage, originFields } from '@perennial/live';
import { cellName, classNameInCell } from '@perennial/scores';
import { type Crossing, crossingId, type LevelCrossing, type RfmCrossing } from './crossing.ts';

const SOURCE = '/perennial/scoring';

/** The message in CHANGES that tells a crossing. */
export function crossingMessage(tenant: string, crossing: Crossing): OutgoingMessage {
  const { kind, customerId, origin } = crossing;
  const id = crossingId(crossing);
  const data = crossing.kind === 'rfm_migrated' ? rfmPayload(crossing) : levelPayload(crossing);
  return changeMessage({ tenant, source: SOURCE, kind, id, customerId, origin }, data);
}

function rfmPayload(crossing: RfmCrossing): Uint8Array {
  const { schemeId, dimension, fromCell, toCell } = crossing;
  return toBinary(
    RfmMigratedSchema,
    create(RfmMigratedSchema, {
      ...originFields(crossing.customerId, crossing.origin),
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
  const fields = originFields(crossing.customerId, crossing.origin);
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
