import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { conditionToMessage } from '@perennial/conditions';
import {
  type Segment,
  type SegmentGroupSchema,
  SegmentKind,
  type SegmentSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { conditionOf, conditionText } from '../condition-forms.ts';
import type { Definition, SegmentDraft } from '../definitions/definition.ts';
import type { SavedGroup } from '../store/group-store.ts';
import type { MoneyUnits } from '../tenant-units.ts';

/** A definition as answers show it. */
export function segmentMessage(
  definition: Definition,
  units: MoneyUnits,
): MessageInitShape<typeof SegmentSchema> {
  const { segmentId, name, description, condition, version, etag, category } = definition;
  const { createdAtMs, updatedAtMs } = definition;
  return {
    ...{ segmentId, name, description, etag },
    condition: { form: { case: 'tree', value: conditionToMessage(condition) } },
    text: conditionText(condition, units),
    version: BigInt(version),
    kind: category === undefined ? SegmentKind.SAVED : SegmentKind.READY_MADE,
    category: category ?? '',
    ...(createdAtMs === undefined ? {} : { createTime: timestampFromMs(createdAtMs) }),
    ...(updatedAtMs === undefined ? {} : { updateTime: timestampFromMs(updatedAtMs) }),
  };
}

/** A segment as it was sent. @throws CONDITION_INVALID */
export function draftOf(segment: Segment, units: MoneyUnits): SegmentDraft {
  const { segmentId, name, description, condition } = segment;
  return {
    segmentId,
    name,
    description,
    condition: conditionOf(condition, units, 'segment.condition'),
  };
}

export function groupMessage({
  groupId,
  name,
  segmentIds,
  etag,
  updatedAtMs,
}: SavedGroup): MessageInitShape<typeof SegmentGroupSchema> {
  return { groupId, name, segmentIds: [...segmentIds], etag, updateTime: timestampFromMs(updatedAtMs) };
}
