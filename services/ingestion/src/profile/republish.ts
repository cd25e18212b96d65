import type { Bus, OutgoingMessage } from '@perennial/bus';
import {
  dedupId,
  envelopeHeaders,
  eventSubject,
  partitionOf,
  republishedEventId,
} from '@perennial/contracts';
import type { NodeOwner } from './domain/node-owner.ts';
import type { EventDocument } from './event-store.ts';

/** An event whose node went to another customer. */
export interface Departure {
  document: EventDocument;
  owner: NodeOwner;
}

const SOURCE = '/perennial/ingestion';

/** Bounds one publish; the bus commits each call at once. */
const MAX_PUBLISHED_AT_ONCE = 500;

/**
 * Publishes events again under the customer who has their node now. The ids follow from the event and the move, so a repeat after
 * a crash is dropped by the bus or by the survivor's fold. Durable when it resolves: only then may the originals go.
 */
export async function republish(bus: Bus, departures: readonly Departure[]): Promise<void> {
  for (let from = 0; from < departures.length; from += MAX_PUBLISHED_AT_ONCE) {
    await bus.publish(departures.slice(from, from + MAX_PUBLISHED_AT_ONCE).map(republishedMessage));
  }
}

function republishedMessage({ document, owner }: Departure): OutgoingMessage {
  const { tenant, eventId, eventType, timeMs, recordedTimeMs, payload } = document;
  const envelope = {
    id: republishedEventId(eventId, owner.generation),
    source: SOURCE,
    type: `perennial.${eventType}.v1`,
    tenant,
    partitionKey: owner.customerId,
    timeMs,
    recordedTimeMs,
    causationId: eventId,
  };
  return {
    subject: eventSubject(tenant, partitionOf(tenant, owner.customerId), eventType),
    id: dedupId(envelope),
    headers: envelopeHeaders(envelope),
    data: payload,
  };
}
