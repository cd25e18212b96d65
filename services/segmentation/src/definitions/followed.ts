import type { Condition } from '@perennial/conditions';
import type { FollowedSegment } from '@perennial/segments';
import { isReadyMadeId } from '../domain/ready-made-id.ts';
import type { SavedGroup } from '../store/group-store.ts';
import type { SavedSegment } from '../store/segment-store.ts';
import { definitionOf } from './saved-definition.ts';

/** The condition of a ready-made segment; undefined when there is none. */
export type FindReadyMade = (segmentId: string) => Promise<{ condition: Condition } | undefined>;

/** A saved segment as its members are followed. */
export async function followedSegment(
  saved: SavedSegment,
  findReadyMade: FindReadyMade,
): Promise<FollowedSegment> {
  const { segmentId, version, etag, updatedAtMs } = saved;
  const condition = await withReadyMade(definitionOf(saved).condition, findReadyMade);
  return { of: 'segment', id: segmentId, version, etag, updatedAtMs, condition };
}

/** Members of a group are those of any of its segments. */
export async function followedGroup(
  { groupId, segmentIds, etag, updatedAtMs }: SavedGroup,
  findReadyMade: FindReadyMade,
): Promise<FollowedSegment> {
  const members = segmentIds.map((id): Condition => ({ kind: 'member', of: 'segment', id }));
  const condition = await withReadyMade({ kind: 'any', of: members }, findReadyMade);
  return { of: 'group', id: groupId, version: 1, etag, updatedAtMs, condition };
}

/** Conditions of ready-made segments in place of their names; they never name others. */
async function withReadyMade(condition: Condition, find: FindReadyMade): Promise<Condition> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return {
        kind: condition.kind,
        of: await Promise.all(condition.of.map((part) => withReadyMade(part, find))),
      };
    case 'not':
      return { kind: 'not', of: await withReadyMade(condition.of, find) };
    case 'member':
      if (condition.of === 'group' || !isReadyMadeId(condition.id)) return condition;
      return (await find(condition.id))?.condition ?? condition;
    default:
      return condition;
  }
}
