import type { OutgoingMessage } from '@perennial/bus';
import { dedupId, envelopeHeaders, eventSubject, partitionOf } from '@perennial/contracts';

/** `source` of every event of this service. */
const SOURCE = '/perennial/ingestion';

/** Canonical names of the events that the door's half publishes; the type is `perennial.<name>.v1`. */
export type EventName =
  | 'customer_identified'
  | 'behaviour_recorded'
  | 'order_completed'
  | 'order_cancelled'
  | 'order_refunded'
  | 'consent_changed'
  | 'identity_moved'
  | 'product_updated'
  | 'store_updated';

/** An event before it has an address. */
export interface EventDraft {
  name: EventName;
  id: string;
  /** Customer id, or that of the product or store. */
  partitionKey: string;
  timeMs: number;
  /** When the door took what it follows from: the same in every replay, so never read from a clock. */
  recordedMs: number;
  causationId?: string;
  data: Uint8Array;
}

/** The message of EVENTS for an event of ours. */
export function eventMessage(tenant: string, draft: EventDraft): OutgoingMessage {
  const { name, id, partitionKey, timeMs, recordedMs, causationId, data } = draft;
  return {
    subject: eventSubject(tenant, partitionOf(tenant, partitionKey), name),
    id: dedupId({ source: SOURCE, id }),
    headers: envelopeHeaders({
      id,
      source: SOURCE,
      type: `perennial.${name}.v1`,
      tenant,
      partitionKey,
      timeMs,
      recordedTimeMs: recordedMs,
      ...(causationId === undefined ? {} : { causationId }),
    }),
    data,
  };
}
