import type { Origin } from '@perennial/live';

/** A customer came into a segment or left it. */
export interface Transition {
  kind: 'segment_entered' | 'segment_exited';
  segmentId: string;
  /** Of the definition by which it was judged. */
  version: number;
  customerId: string;
  origin: Origin;
}

/** Unique for each transition and derived from its input alone: the same input judged again gives the same id. */
export function transitionId({ kind, segmentId, customerId, origin }: Transition): string {
  return `${kind}:${segmentId}:${customerId}:${origin.key}`;
}
