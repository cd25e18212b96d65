import { fromBinary } from '@bufbuild/protobuf';
import type { Message } from '@perennial/bus';
import { type EventEnvelope, envelopeFromHeaders, originalEventId } from '@perennial/contracts';
import { IdentityMovedSchema } from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import { nodeKey } from './domain/identity-node.ts';
import type { NodeOwner } from './domain/node-owner.ts';
import type { ProfileEvent } from './domain/profile-event.ts';
import type { Stamp } from './domain/stamp.ts';
import { type EventDocument, eventDocumentId } from './event-store.ts';
import { type CatalogueNews, readCatalogueNews } from './read-catalogue-news.ts';
import { readEvent } from './read-event.ts';
import { UnreadableEventError } from './unreadable-event-error.ts';

/** An event of a customer with the document that keeps it. */
export interface CustomerNews {
  kind: 'event';
  tenant: string;
  customerId: string;
  event: ProfileEvent;
  document: EventDocument;
  /** Of the move that published it again; 0 the first time. */
  generation: number;
}

/** A node moved; told to the customer who had it and to the one who has it now. */
export interface MoveNews {
  kind: 'move';
  tenant: string;
  customerId: string;
  moved: NodeOwner;
}

export type News = CustomerNews | MoveNews | CatalogueNews;

/** Accepts `perennial.<name>.v1`; another major version is for another reader. */
const EVENT_TYPE = /^perennial\.([a-z0-9_]+)\.v1$/;

/** @throws UnreadableEventError or EnvelopeError for a message that this version cannot read. */
export function readNews(message: Message): News {
  const envelope = envelopeFromHeaders(message.headers);
  const eventType = EVENT_TYPE.exec(envelope.type)?.[1];
  if (eventType === undefined) throw new UnreadableEventError(envelope.type, 'no reader for its type');
  const stamp: Stamp = {
    timeMs: envelope.timeMs,
    recordedTimeMs: envelope.recordedTimeMs,
    eventId: originalEventId(envelope.id),
  };
  if (eventType === 'identity_moved') return readMove(envelope, message.data);
  const catalogue = readCatalogueNews(envelope.tenant, eventType, message.data, stamp);
  return catalogue ?? readCustomerNews(envelope, eventType, message.data, stamp);
}

function readMove({ tenant, partitionKey }: EventEnvelope, payload: Uint8Array): MoveNews {
  const { node, toCustomerId, generation } = fromBinary(IdentityMovedSchema, payload);
  if (node === undefined) throw new UnreadableEventError('identity_moved', 'it names no node');
  const { kind, value } = node;
  const moved = { kind, value, customerId: toCustomerId, generation: Number(generation) };
  return { kind: 'move', tenant, customerId: partitionKey, moved };
}

function readCustomerNews(
  envelope: EventEnvelope,
  eventType: string,
  payload: Uint8Array,
  stamp: Stamp,
): CustomerNews {
  const { tenant, partitionKey: customerId } = envelope;
  const { event, timelineType } = readEvent(eventType, payload, stamp);
  const document: EventDocument = {
    _id: eventDocumentId(tenant, customerId, stamp),
    tenant,
    customer: customerId,
    eventId: stamp.eventId,
    node: nodeKey(event.node),
    eventType,
    type: timelineType,
    timeMs: stamp.timeMs,
    recordedTimeMs: stamp.recordedTimeMs,
    payload,
  };
  return { kind: 'event', tenant, customerId, event, document, generation: generationOf(envelope.id) };
}

/** What stands behind `~g` in an id that was published again. */
function generationOf(eventId: string): number {
  const original = originalEventId(eventId);
  return original === eventId ? 0 : Number(eventId.slice(original.length + '~g'.length));
}
