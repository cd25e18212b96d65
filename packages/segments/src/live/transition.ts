import type { Origin } from '@perennial/live';
import type { FollowedSegment } from './followed-definition.ts';

/** A customer came into a segment or left it. */
export interface Transition {
  kind: 'segment_entered' | 'segment_exited';
  segmentId: string;
  /** Of the definition by which it was judged. */
  version: number;
  customerId: string;
  origin: Origin;
}

/** What a customer's coming or leaving tells. */
export function transitionOf(
  { id, version }: FollowedSegment,
  entered: boolean,
  customerId: string,
  origin: Origin,
): Transition {
  return {
    kind: entered ? 'segment_entered' : 'segment_exited',
    ...{ segmentId: id, version, customerId, origin },
  };
}

/** Unique for each transition and derived from its input alone: the same input judged again gives the same id. */
export function transitionId({ kind, segmentId, customerId, origin }: Transition): string {
  return `${kind}:${segmentId}:${customerId}:${origin.key}`;
}
