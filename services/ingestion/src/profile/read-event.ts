import { fromBinary, type JsonObject } from '@bufbuild/protobuf';
import { type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  CustomerIdentifiedSchema,
  type IdentityNode as NodeMessage,
  OrderCancelledSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import { type Order, StoreKind } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import { isHit } from '@perennial/facts';
import type { IdentityNode } from './domain/identity-node.ts';
import type { ProfileEvent } from './domain/profile-event.ts';
import type { Stamp } from './domain/stamp.ts';
import { sourceFromMessage } from './source-message.ts';
import { UnreadableEventError } from './unreadable-event-error.ts';

/** An event as the profile folds it, and the name under which the timeline lists it. */
export interface ReadEvent {
  event: ProfileEvent;
  timelineType: string;
}

/** Events about a customer by type (`perennial.<type>.v1`); each reader takes the payload. */
const READERS: ReadonlyMap<string, (payload: Uint8Array, stamp: Stamp) => ReadEvent> = new Map([
  ['customer_identified', readIdentified],
  ['behaviour_recorded', readBehaviour],
  ['order_completed', readOrder],
  ['order_cancelled', readCancellation],
  ['order_refunded', readRefund],
  ['consent_changed', readConsent],
]);

/** @throws UnreadableEventError for a type or a payload that this version cannot read. */
export function readEvent(eventType: string, payload: Uint8Array, stamp: Stamp): ReadEvent {
  const reader = READERS.get(eventType);
  if (reader === undefined) throw new UnreadableEventError(eventType, 'no reader for its type');
  return reader(payload, stamp);
}

function readIdentified(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const { node, traits } = fromBinary(CustomerIdentifiedSchema, payload);
  const values = jsonEntries(traits);
  return {
    event: { kind: 'traits', ...stamp, node: nodeOf(node), values },
    timelineType: 'customer_identified',
  };
}

function readBehaviour(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const { node, name, source } = fromBinary(BehaviourRecordedSchema, payload);
  return {
    event: {
      ...{ kind: 'behaviour', ...stamp, node: nodeOf(node) },
      ...{ isHit: isHit(name), source: sourceFromMessage(source) },
    },
    timelineType: name,
  };
}

function readOrder(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const { node, order } = fromBinary(OrderCompletedSchema, payload);
  if (order === undefined) throw new UnreadableEventError('order_completed', 'it holds no order');
  return {
    event: {
      kind: 'order',
      ...stamp,
      node: nodeOf(node),
      orderKey: orderKeyOf(order),
      updatedTimeMs: msOf(order.updatedTime, stamp.timeMs),
      placedTimeMs: msOf(order.placedTime, stamp.timeMs),
      netMinor: Number(order.netMinor),
      isStationary: order.store?.kind === StoreKind.STATIONARY,
      source: sourceFromMessage(order.source),
    },
    timelineType: 'order_completed',
  };
}

function readCancellation(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const cancelled = fromBinary(OrderCancelledSchema, payload);
  return {
    event: { kind: 'cancellation', ...stamp, node: nodeOf(cancelled.node), orderKey: orderKeyOf(cancelled) },
    timelineType: 'order_cancelled',
  };
}

function readRefund(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const refund = fromBinary(OrderRefundedSchema, payload);
  return {
    event: {
      kind: 'refund',
      ...stamp,
      node: nodeOf(refund.node),
      orderKey: orderKeyOf(refund),
      refundKey: `${refund.sourceSystem}|${refund.refundId}`,
      updatedTimeMs: msOf(refund.updatedTime, stamp.timeMs),
      amountMinor: Number(refund.amountMinor),
    },
    timelineType: 'order_refunded',
  };
}

function readConsent(payload: Uint8Array, stamp: Stamp): ReadEvent {
  const { node, consent } = fromBinary(ConsentChangedSchema, payload);
  if (consent === undefined) throw new UnreadableEventError('consent_changed', 'it holds no consent');
  const { channel, topic, granted, time, method } = consent;
  const value = { channel, topic, granted, timeMs: msOf(time, stamp.timeMs), method };
  return {
    event: { kind: 'consent', ...stamp, node: nodeOf(node), consent: value },
    timelineType: 'consent_changed',
  };
}

/** Key of the order that an order, a cancellation or a refund speaks of. */
export function orderKeyOf({ sourceSystem, orderId }: Pick<Order, 'sourceSystem' | 'orderId'>): string {
  return `${sourceSystem}|${orderId}`;
}

function nodeOf(node: NodeMessage | undefined): IdentityNode {
  return { kind: node?.kind ?? '', value: node?.value ?? '' };
}

function msOf(time: Timestamp | undefined, otherwiseMs: number): number {
  return time === undefined ? otherwiseMs : timestampMs(time);
}

/** Fields of a JSON object with their values as JSON text, which no key or operator can hide in. */
export function jsonEntries(fields: JsonObject | undefined): { key: string; json: string }[] {
  return Object.entries(fields ?? {}).map(([key, value]) => ({ key, json: JSON.stringify(value) }));
}
