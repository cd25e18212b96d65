import { type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import type { AsOf } from '@perennial/facts';
import type { PageTokens } from '@perennial/runtime';
import type { GroupCatalogue } from '../definitions/group-catalogue.ts';
import type { ReadyMadeCatalogue } from '../definitions/ready-made-catalogue.ts';
import type { References } from '../definitions/references.ts';
import type { SegmentCatalogue } from '../definitions/segment-catalogue.ts';
import { segmentationErrors } from '../errors.ts';
import type { MemberLists } from '../reading/member-lists.ts';
import type { Readings } from '../reading/readings.ts';
import type { TenantUnits } from '../tenant-units.ts';

/** What the handlers answer from. */
export interface SegmentationContext {
  segments: SegmentCatalogue;
  groups: GroupCatalogue;
  readyMade: ReadyMadeCatalogue;
  references: References;
  readings: Readings;
  lists: MemberLists;
  pageTokens: PageTokens;
  now(): number;
  unitsOf(tenant: string): Promise<TenantUnits>;
}

/** Both times that a request names. */
export function asOfRequest(
  { now }: Pick<SegmentationContext, 'now'>,
  { at, knownAt }: { at?: Timestamp | undefined; knownAt?: Timestamp | undefined },
): AsOf {
  return {
    at: at === undefined ? now() : timestampMs(at),
    ...(knownAt === undefined ? {} : { knownAt: timestampMs(knownAt) }),
  };
}

/** For the questions that page tokens are bound to. */
export function timestampText(at: Timestamp | undefined): string {
  return at === undefined ? '' : `${at.seconds}.${at.nanos}`;
}

/** The word itself, or the first of the allowed ones where it is unset. @throws SEGMENTATION_FIELD_INVALID */
export function oneOf<Word extends string>(
  field: string,
  word: string,
  allowed: readonly [Word, ...Word[]],
): Word {
  if (word === '') return allowed[0];
  const found = allowed.find((each) => each === word);
  if (found !== undefined) return found;
  throw fieldInvalid(field, allowed.join(', '));
}

export function fieldInvalid(field: string, allowed: string): Error {
  return segmentationErrors.SEGMENTATION_FIELD_INVALID(
    { field, allowed },
    { fieldViolations: [{ field, description: `must be one of ${allowed}` }] },
  );
}
