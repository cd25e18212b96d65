import type { Message } from '@perennial/bus';
import { type EventEnvelope, envelopeFromHeaders } from '@perennial/contracts';
import type { FactRecord } from '../record.ts';
import { productRecords, storeRecords } from './catalogue-records.ts';
import { behaviourRecords, consentRecords, identifiedRecords, movedRecords } from './customer-records.ts';
import { cancellationRecords, orderRecords, refundRecords } from './order-records.ts';

export interface MessageRecords {
  tenant: string;
  records: FactRecord[];
}

type Reader = (envelope: EventEnvelope, data: Uint8Array) => FactRecord[];

const READERS = new Map<string, Reader>([
  ['perennial.order_completed.v1', orderRecords],
  ['perennial.order_cancelled.v1', cancellationRecords],
  ['perennial.order_refunded.v1', refundRecords],
  ['perennial.behaviour_recorded.v1', behaviourRecords],
  ['perennial.customer_identified.v1', identifiedRecords],
  ['perennial.consent_changed.v1', consentRecords],
  ['perennial.identity_moved.v1', movedRecords],
  ['perennial.product_updated.v1', productRecords],
  ['perennial.store_updated.v1', storeRecords],
]);

/**
 * What a message of EVENTS says; no records for types that are no facts.
 * @throws when the envelope or the payload cannot be read.
 */
export function recordsOfMessage(message: Pick<Message, 'headers' | 'data'>): MessageRecords {
  const envelope = envelopeFromHeaders(message.headers);
  const read = READERS.get(envelope.type);
  return { tenant: envelope.tenant, records: read === undefined ? [] : read(envelope, message.data) };
}
