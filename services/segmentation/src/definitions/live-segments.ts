import type { Condition } from '@perennial/conditions';

/** A segment as it stands in force. */
export interface SegmentDefinition {
  segmentId: string;
  version: number;
  condition: Condition;
}

/** One change of what is saved. Absent `before`: created; absent `after`: removed. */
export type SegmentEdit =
  | { kind: 'segment'; before?: SegmentDefinition; after?: SegmentDefinition }
  | { kind: 'group'; groupId: string; before?: readonly string[]; after?: readonly string[] };

/** What membership that is followed live contains. */
export interface LiveFreshness {
  /** Position in EVENTS. */
  throughSequence: number;
  /** Instant up to which time has been followed. */
  atMs: number;
}

/**
 * Membership that follows events and time. Each edit of a tenant goes through it, one after the other: `prepareEdit`, saving, `afterEdit`. An edit
 * whose saving failed gets no `afterEdit`; after a crash between the two the saved definitions tell what was done.
 */
export interface LiveSegments {
  /** Before it is saved; rejects what cannot be followed. */
  prepareEdit(tenant: string, edit: SegmentEdit): Promise<void>;
  /** Saved: moves members and publishes who entered and left. */
  afterEdit(tenant: string, edit: SegmentEdit): Promise<void>;
  /** Undefined while the tenant's membership is not followed yet. */
  freshness(tenant: string): LiveFreshness | undefined;
}
