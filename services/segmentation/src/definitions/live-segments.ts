import type { FollowedDefinition, FollowedSegment } from '@perennial/segments';

/** What membership that is followed live contains. */
export interface LiveFreshness {
  /** Position in EVENTS. */
  throughSequence: number;
  /** Instant up to which time has been followed. */
  atMs: number;
}

/** Membership that follows events, time and edits. */
export interface LiveSegments {
  /**
   * Saves a change by `save` at an instant of its own, moves members and publishes who entered and left. After a crash in between, what is
   * saved tells what was done.
   * @param save gives what is followed from then on, undefined when it was removed, false when the change is refused: nothing follows then
   */
  edit(
    tenant: string,
    name: Pick<FollowedSegment, 'of' | 'id'>,
    save: (atMs: number) => Promise<FollowedDefinition | undefined | false>,
  ): Promise<boolean>;
  /** Undefined while the tenant's membership is not followed yet. */
  freshness(tenant: string): LiveFreshness | undefined;
}
