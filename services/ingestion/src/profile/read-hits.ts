import { isHit } from './domain/customer-fold.ts';
import type { BehaviourTold } from './domain/profile-event.ts';
import type { EventDocument } from './event-store.ts';
import { readEvent } from './read-event.ts';

/** The hits among stored events. */
export function readHits(documents: readonly EventDocument[]): BehaviourTold[] {
  return documents
    .map((document) => readEvent(document.eventType, document.payload, document).event)
    .filter(isHit);
}
