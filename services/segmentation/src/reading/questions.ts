import { type Condition, referencesOf } from '@perennial/conditions';
import type { Audience } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { conditionOf } from '../condition-forms.ts';
import type { GroupCatalogue } from '../definitions/group-catalogue.ts';
import type { References } from '../definitions/references.ts';
import type { SegmentCatalogue } from '../definitions/segment-catalogue.ts';
import type { MoneyUnits } from '../tenant-units.ts';
import { groupCondition } from './member-definitions.ts';

/** Whom a request is about. */
export interface Question {
  condition: Condition;
  /** 0 where it is no segment. */
  definitionVersion: number;
}

interface Catalogues {
  segments: SegmentCatalogue;
  groups: GroupCatalogue;
  references: References;
}

/** Reads an audience. @throws SEGMENT_NOT_FOUND, GROUP_NOT_FOUND, CONDITION_INVALID */
export async function questionOf(
  { segments, groups }: Catalogues,
  tenant: string,
  asked: Audience | undefined,
  units: MoneyUnits,
): Promise<Question> {
  const audience = asked?.audience;
  if (audience?.case === 'segmentId') {
    const { condition, version } = await segments.get(tenant, audience.value);
    return { condition, definitionVersion: version };
  }
  if (audience?.case === 'groupId') {
    const { segmentIds } = await groups.get(tenant, audience.value);
    return { condition: groupCondition(segmentIds), definitionVersion: 0 };
  }
  return {
    condition: conditionOf(audience?.value, units, 'audience.condition'),
    definitionVersion: 0,
  };
}

/** @throws SEGMENT_CYCLE when a segment may not come to have this condition */
export async function refuseCircle(
  { references }: Catalogues,
  tenant: string,
  segmentId: string,
  condition: Condition,
): Promise<void> {
  await references.refuseWrong(tenant, { of: 'segment', id: segmentId }, referencesOf(condition));
}
