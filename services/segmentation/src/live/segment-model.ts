import type { LiveModel } from '@perennial/live';
import {
  type FollowedDefinition,
  followedKey,
  NO_SEGMENTS,
  openSegmentBoard,
  type SegmentState,
  stateBeforeFacts,
  type Transition,
} from '@perennial/segments';
import { transitionMessage } from './change-messages.ts';

/** How members are followed. */
export const segmentModel: LiveModel<FollowedDefinition, Transition, SegmentState> = {
  idOf: followedKey,
  noState: NO_SEGMENTS,
  open: openSegmentBoard,
  stateBeforeFacts,
  messageOf: transitionMessage,
};
