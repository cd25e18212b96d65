import type { Bus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';

/** Rest for each ms of work while the log grows. */
const REST_PER_WORK = 2;
const LONGEST_REST_MS = 500;

/**
 * How long the profile rests after a batch. While EVENTS grows, intake and scores are at work beside it in a standalone process: they
 * come first, and the documents follow with what is left, at least a third of the time.
 */
export function standBackWhileGrowing(bus: Pick<Bus, 'state'>): (workedMs: number) => Promise<number> {
  let seenSequence = 0;
  return async (workedMs) => {
    const { lastSequence } = await bus.state(STREAMS.events.name);
    const isGrowing = lastSequence > seenSequence;
    seenSequence = lastSequence;
    return isGrowing ? Math.min(workedMs * REST_PER_WORK, LONGEST_REST_MS) : 0;
  };
}
