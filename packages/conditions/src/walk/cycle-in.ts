import type { Condition } from '../tree/condition.ts';
import { referencesOf, type SegmentReference } from './references-of.ts';

/** The segments that a reference stands for, with their conditions: itself, or those of the group. None when it does not exist. */
export type FollowReference = (
  reference: SegmentReference,
) => readonly { segmentId: string; condition: Condition }[];

/**
 * The way on which a segment would lead back to itself if its condition became this one: segment ids from `segmentId` to `segmentId`. Undefined
 * when it does not. Looks at every segment once.
 */
export function cycleIn(
  segmentId: string,
  condition: Condition,
  follow: FollowReference,
): string[] | undefined {
  const seen = new Set<string>();
  const waiting: { condition: Condition; way: string[] }[] = [{ condition, way: [segmentId] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const reference of referencesOf(next.condition)) {
      if (reference.of === 'segment' && reference.id === segmentId) return [...next.way, segmentId];
      for (const target of follow(reference)) {
        const way = [...next.way, target.segmentId];
        if (target.segmentId === segmentId) return way;
        if (seen.has(target.segmentId)) continue;
        seen.add(target.segmentId);
        waiting.push({ condition: target.condition, way });
      }
    }
  }
  return undefined;
}
