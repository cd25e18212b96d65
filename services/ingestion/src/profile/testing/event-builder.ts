import {
  create,
  type DescMessage,
  type JsonObject,
  type MessageInitShape,
  toBinary,
} from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { Message } from '@perennial/bus';
import { dedupId, envelopeHeaders, eventSubject, partitionOf } from '@perennial/contracts';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  CustomerIdentifiedSchema,
  IdentityMovedSchema,
  OrderCancelledSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
  ProductUpdatedSchema,
  StoreUpdatedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type {
  OrderSchema,
  ProductSchema,
  SourceSchema,
  StoreSchema,
} from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';

/** 2026-01-01T00:00:00Z. */
export const START_MS = Date.UTC(2026, 0, 1);
export const MINUTE_MS = 60_000;

export interface EventHead {
  tenant: string;
  customer: string;
  /** Unique in the whole stream, over all tenants. */
  id: string;
  timeMs: number;
  /** `kind:value`. */
  node: string;
}

function nodeMessage(node: string): { kind: string; value: string } {
  const [kind = '', value = ''] = node.split(':');
  return { kind, value };
}

let sequence = 0;

/** A message as the bus hands it out. */
function message<Desc extends DescMessage>(
  head: EventHead,
  type: string,
  schema: Desc,
  value: MessageInitShape<Desc>,
): Message {
  const { tenant, customer, id, timeMs } = head;
  const source = '/perennial/ingestion';
  const partition = partitionOf(tenant, customer);
  const recordedTimeMs = timeMs + 1_000;
  const headers = envelopeHeaders({
    id,
    source,
    type: `perennial.${type}.v1`,
    tenant,
    partitionKey: customer,
    timeMs,
    recordedTimeMs,
  });
  sequence += 1;
  return {
    subject: eventSubject(tenant, partition, type),
    sequence,
    partition,
    id: dedupId({ source, id }),
    headers,
    data: toBinary(schema, create(schema, value)),
    publishedAtMs: recordedTimeMs,
  };
}

export function identified(head: EventHead, traits: JsonObject): Message {
  const value = { node: nodeMessage(head.node), traits };
  return message(head, 'customer_identified', CustomerIdentifiedSchema, value);
}

export function behaved(
  head: EventHead,
  name: string,
  source?: MessageInitShape<typeof SourceSchema>,
  productId = '',
): Message {
  const value = {
    node: nodeMessage(head.node),
    name,
    productId,
    ...(source === undefined ? {} : { source }),
  };
  return message(head, 'behaviour_recorded', BehaviourRecordedSchema, value);
}

export function ordered(head: EventHead, order: MessageInitShape<typeof OrderSchema>): Message {
  const placedTime = timestampFromMs(head.timeMs);
  const whole = { sourceSystem: 'shop', placedTime, updatedTime: placedTime, ...order };
  return message(head, 'order_completed', OrderCompletedSchema, {
    node: nodeMessage(head.node),
    order: whole,
  });
}

export function cancelled(head: EventHead, orderId: string): Message {
  const value = { node: nodeMessage(head.node), orderId, sourceSystem: 'shop' };
  return message(head, 'order_cancelled', OrderCancelledSchema, value);
}

export function refunded(head: EventHead, orderId: string, refundId: string, amountMinor: bigint): Message {
  const value = { node: nodeMessage(head.node), orderId, refundId, amountMinor, sourceSystem: 'shop' };
  return message(head, 'order_refunded', OrderRefundedSchema, value);
}

export function consented(head: EventHead, channel: string, granted: boolean): Message {
  const consent = { channel, topic: 'newsletter', granted, time: timestampFromMs(head.timeMs) };
  return message(head, 'consent_changed', ConsentChangedSchema, { node: nodeMessage(head.node), consent });
}

/** The move as `customer`'s partition is told it. */
export function moved(head: EventHead, from: string, to: string, generation: number): Message {
  const value = {
    node: nodeMessage(head.node),
    fromCustomerId: from,
    toCustomerId: to,
    generation: BigInt(generation),
  };
  return message(head, 'identity_moved', IdentityMovedSchema, value);
}

export function productTold(head: EventHead, product: MessageInitShape<typeof ProductSchema>): Message {
  return message(head, 'product_updated', ProductUpdatedSchema, { product });
}

export function storeTold(head: EventHead, store: MessageInitShape<typeof StoreSchema>): Message {
  return message(head, 'store_updated', StoreUpdatedSchema, { store });
}
