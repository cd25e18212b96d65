import type { Collection, Filter, Store, StoreDocument } from '@perennial/store';
import { type IdentityNode, nodeKey } from './domain/identity-node.ts';

/** One event of a customer, as it was published. */
export interface EventDocument extends StoreDocument {
  tenant: string;
  customer: string;
  /** Id that the event had first. */
  eventId: string;
  /** Text form of the node that carried it. */
  node: string;
  /** Payload type, `perennial.<eventType>.v1`. */
  eventType: string;
  /** Name in the timeline: that of the behaviour, else the event type. */
  type: string;
  timeMs: number;
  recordedTimeMs: number;
  payload: Uint8Array;
}

/** Where a page of a timeline goes on: behind this entry. */
interface TimelinePosition {
  timeMs: number;
  eventId: string;
}

interface TimelineQuery {
  /** Empty means all. */
  types: readonly string[];
  after: TimelinePosition | null;
  limit: number;
}

/** The collection of events; customers' and guests' are two of them. */
export interface EventStore {
  createIndexes(): Promise<void>;
  /** Adds events; those that are there already stay as they are. */
  add(tenant: string, documents: readonly EventDocument[]): Promise<void>;
  remove(tenant: string, documents: readonly EventDocument[]): Promise<void>;
  /** In no particular order. */
  ofCustomer(tenant: string, customer: string, eventType?: string): Promise<EventDocument[]>;
  ofNode(tenant: string, customer: string, node: IdentityNode): Promise<EventDocument[]>;
  /** Newest first; at equal times by id. */
  timeline(tenant: string, customer: string, query: TimelineQuery): Promise<EventDocument[]>;
  count(tenant: string): Promise<number>;
}

export function eventDocumentId(tenant: string, customer: string, eventId: string): string {
  return `${tenant}|${customer}|${eventId}`;
}

/** Events of customers, in order of their timeline. */
export function createEventStore(store: Store): EventStore {
  return eventStoreOn(store.collection<EventDocument>('events'), {
    tenant: 1,
    customer: 1,
    timeMs: -1,
    _id: 1,
  });
}

/** Events of guests, who have no timeline; only the moves of their order nodes are looked up. */
export function createGuestEventStore(store: Store): EventStore {
  return eventStoreOn(store.collection<EventDocument>('guest_events'), { tenant: 1, customer: 1, node: 1 });
}

function eventStoreOn(events: Collection<EventDocument>, index: Record<string, 1 | -1>): EventStore {
  return {
    createIndexes: () => events.createIndex(index),
    async add(_tenant, documents) {
      if (documents.length > 0)
        await events.bulkWrite(documents.map((document) => ({ insertOne: { document } })));
    },
    async remove(tenant, documents) {
      if (documents.length === 0) return;
      await events.bulkWrite(documents.map(({ _id }) => ({ deleteOne: { filter: { _id, tenant } } })));
    },
    ofCustomer: (tenant, customer, eventType) =>
      events.find({ tenant, customer, ...(eventType === undefined ? {} : { eventType }) }).toArray(),
    ofNode: (tenant, customer, node) => events.find({ tenant, customer, node: nodeKey(node) }).toArray(),
    timeline: (tenant, customer, query) =>
      events
        .find(timelineFilter(tenant, customer, query), { sort: { timeMs: -1, _id: 1 }, limit: query.limit })
        .toArray(),
    count: (tenant) => events.countDocuments({ tenant }),
  };
}

function timelineFilter(tenant: string, customer: string, query: TimelineQuery): Filter<EventDocument> {
  const { types, after } = query;
  const filter: Filter<EventDocument> = { tenant, customer };
  if (types.length > 0) filter.type = { $in: types };
  if (after === null) return filter;
  const _id = { $gt: eventDocumentId(tenant, customer, after.eventId) };
  const { timeMs } = after;
  return { ...filter, timeMs: { $lte: timeMs }, $or: [{ timeMs: { $lt: timeMs } }, { timeMs, _id }] };
}
