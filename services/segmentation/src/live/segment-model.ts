import type { LiveModel } from '@perennial/live';
import {
  type FindGroups,
  type FollowedDefinition,
  followedKey,
  NO_SEGMENTS,
  openSegmentBoard,
  type SegmentState,
  stateBeforeFacts,
  type Transition,
} from '@perennial/segments';
import { transitionMessage } from './change-messages.ts';

/** How members are followed. @param findGroups the affinity groups behind a version */
export function segmentModel(
  findGroups: FindGroups,
): LiveModel<FollowedDefinition, Transition, SegmentState> {
  return {
    idOf: followedKey,
    noState: NO_SEGMENTS,
    open: (facts, zone, start) => openSegmentBoard(facts, zone, start, findGroups),
    stateBeforeFacts,
    messageOf: transitionMessage,
  };
}
