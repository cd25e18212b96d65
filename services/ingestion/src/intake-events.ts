import type { NodeMove } from './domain/identity-graph.ts';
import { type NodeKey, orderNode } from './domain/identity-node.ts';
import type { BehaviourFact, IntakeItem } from './domain/intake-item.ts';
import { shortHash } from './domain/message-id.ts';
import type { FollowerNews, OrderChange } from './domain/order-changes.ts';
import { settleLoneRefund } from './domain/settle-follower.ts';
import type { EventDraft, EventName } from './events.ts';
import {
  behaviourRecorded,
  consentChanged,
  customerIdentified,
  identityMoved,
  productUpdated,
  storeUpdated,
} from './events-item.ts';
import { orderCancelled, orderCompleted, orderRefunded } from './events-order.ts';
import type { IntakeEntry } from './intake-entry.ts';

const EVENT_ID_LENGTH = 26;

/** Id of the event that an item becomes: the same whenever it is taken. */
export function eventIdOfItem(tenant: string, messageId: string): string {
  return shortHash(EVENT_ID_LENGTH, tenant, messageId);
}

type CustomerOf = (node: NodeKey) => string;

function draftOf(
  name: EventName,
  item: IntakeItem,
  id: string,
  partitionKey: string,
  data: Uint8Array,
): EventDraft {
  return { name, id, partitionKey, timeMs: item.timeMs, recordedMs: item.receivedMs, data };
}

function behaviourDrafts(
  entry: IntakeEntry,
  node: NodeKey,
  fact: BehaviourFact,
  customer: string,
): EventDraft[] {
  const { item, eventId } = entry;
  const [single, ...others] = fact.productIds ?? [];
  if (others.length === 0)
    return [draftOf('behaviour_recorded', item, eventId, customer, behaviourRecorded(node, fact, single))];
  return (fact.productIds ?? []).map((productId, index) =>
    draftOf(
      'behaviour_recorded',
      item,
      `${eventId}.${index}`,
      customer,
      behaviourRecorded(node, fact, productId),
    ),
  );
}

function followerDraft(news: FollowerNews, customerOf: CustomerOf): EventDraft {
  const { fact, timeMs, receivedMs } = news.follower;
  const base = {
    id: news.eventId,
    partitionKey: customerOf(news.node),
    timeMs,
    // Its own, whichever order made it known: the same in every order of arrival.
    recordedMs: receivedMs,
  };
  if (fact.kind === 'cancellation')
    return {
      ...base,
      name: 'order_cancelled',
      data: orderCancelled(news.node, fact.orderId, fact.sourceSystem),
    };
  return { ...base, name: 'order_refunded', data: orderRefunded(fact, news) };
}

function orderDrafts(
  entry: IntakeEntry,
  change: OrderChange,
  tenant: string,
  customerOf: CustomerOf,
): EventDraft[] {
  const { item, eventId } = entry;
  const { fact } = item;
  const drafts = change.followers.map((news) => followerDraft(news, customerOf));
  if (fact.kind !== 'order' || change.node === undefined) return drafts;
  const told = draftOf(
    'order_completed',
    item,
    eventId,
    customerOf(change.node),
    orderCompleted(change.node, fact),
  );
  const taken = change.losers.map(({ node, placedMs }): EventDraft => {
    const id = shortHash(EVENT_ID_LENGTH, tenant, 'taken', orderNode(fact.sourceSystem, fact.orderId), node);
    const data = orderCancelled(node, fact.orderId, fact.sourceSystem);
    return { ...draftOf('order_cancelled', item, id, customerOf(node), data), timeMs: placedMs };
  });
  return [{ ...told, timeMs: fact.placedMs }, ...taken, ...drafts];
}

/** The events that an item becomes. An alias becomes none: it only moves nodes. */
export function eventDrafts(
  tenant: string,
  entry: IntakeEntry,
  change: OrderChange | undefined,
  customerOf: CustomerOf,
): EventDraft[] {
  const { item, eventId, node } = entry;
  const { fact } = item;
  if (change !== undefined) return orderDrafts(entry, change, tenant, customerOf);
  if (fact.kind === 'product')
    return [draftOf('product_updated', item, eventId, fact.productId, productUpdated(fact))];
  if (fact.kind === 'store')
    return [draftOf('store_updated', item, eventId, fact.store.storeId, storeUpdated(fact))];
  if (node === undefined) throw new Error(`An item of kind ${fact.kind} names nobody`);
  const customer = customerOf(node);
  switch (fact.kind) {
    case 'identify':
      return [draftOf('customer_identified', item, eventId, customer, customerIdentified(node, fact))];
    case 'behaviour':
      return behaviourDrafts(entry, node, fact, customer);
    case 'consent':
      return [draftOf('consent_changed', item, eventId, customer, consentChanged(node, fact, item.timeMs))];
    case 'refund':
      return [
        draftOf('order_refunded', item, eventId, customer, orderRefunded(fact, settleLoneRefund(fact, node))),
      ];
    case 'alias':
      return [];
    default:
      throw new Error(`An item of kind ${fact.kind} names no order`);
  }
}

/** A move as two events: the partition of the former customer and that of the new one both learn of it. */
export function moveDrafts(tenant: string, move: NodeMove): EventDraft[] {
  const id = shortHash(EVENT_ID_LENGTH, tenant, 'moved', move.node, String(move.generation), move.to);
  const data = identityMoved(move);
  return [move.from, move.to].map((partitionKey, index) => ({
    name: 'identity_moved',
    id: `${id}.${index}`,
    partitionKey,
    timeMs: move.timeMs,
    recordedMs: move.recordedMs,
    causationId: move.cause,
    data,
  }));
}
