import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import {
  dedupId,
  type EventEnvelope,
  envelopeHeaders,
  eventSubject,
  partitionOf,
} from '@perennial/contracts';
import { OrderCompletedSchema } from '@perennial/contracts/gen/perennial/events/v1/events_pb';

/** A message of EVENTS; its time is its envelope's. */
export function eventMessage(
  name: string,
  envelope: Pick<EventEnvelope, 'id' | 'partitionKey'> & Partial<EventEnvelope>,
  data: Uint8Array,
): OutgoingMessage {
  const whole: EventEnvelope = {
    ...{
      source: '/test',
      type: `perennial.${name}.v1`,
      tenant: 'demo',
      timeMs: 1_000,
      recordedTimeMs: 2_000,
    },
    ...envelope,
  };
  const subject = eventSubject(whole.tenant, partitionOf(whole.tenant, whole.partitionKey), name);
  return { subject, id: dedupId(whole), headers: envelopeHeaders(whole), data };
}

/** An order of one line, worth `netMinor`, placed at `placedMs`. */
export function orderMessage(
  orderId: string,
  { customerId = 'c1', tenant = 'demo', netMinor = 100, placedMs = 1_000 } = {},
): OutgoingMessage {
  const order = {
    ...{
      orderId,
      sourceSystem: 'shop',
      placedTime: timestampFromMs(placedMs),
      netMinor: BigInt(netMinor),
      currency: 'EUR',
    },
    lines: [{ productId: 'p1', name: 'Mug', brand: 'Acme', quantity: 2n, amountMinor: BigInt(netMinor) }],
  };
  const message = create(OrderCompletedSchema, { node: { kind: 'user', value: customerId }, order });
  const envelope = { id: `${tenant}-${orderId}`, partitionKey: customerId, tenant, timeMs: placedMs };
  return eventMessage('order_completed', envelope, toBinary(OrderCompletedSchema, message));
}
