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

/** Place of an entry in its timeline; a page goes on behind one. */
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

/** Later than any time, and so much later that what is left of it always has 16 digits. */
const END_OF_TIME_MS = 9_000_000_000_000_000;

/** An id that sorts as the timeline does, newest first: the collection is its own index. */
export function eventDocumentId(
  tenant: string,
  customer: string,
  { timeMs, eventId }: TimelinePosition,
): string {
  return `${tenant}|${customer}|${END_OF_TIME_MS - timeMs}|${eventId}`;
}

/** All ids that start with `prefix` and a bar. */
function idsBehind(prefix: string): { $gte: string; $lt: string } {
  return { $gte: `${prefix}|`, $lt: `${prefix}}` };
}

/** Events of customers, in order of their timeline. */
export function createEventStore(store: Store): EventStore {
  const events = store.collection<EventDocument>('events');
  return eventStoreOn(events, () => Promise.resolve());
}

/** Events of guests, who have no timeline; only the moves of their order nodes are looked up. */
export function createGuestEventStore(store: Store): EventStore {
  const events = store.collection<EventDocument>('guest_events');
  return eventStoreOn(events, () => events.createIndex({ tenant: 1, customer: 1, node: 1 }));
}

function eventStoreOn(
  events: Collection<EventDocument>,
  createIndexes: EventStore['createIndexes'],
): EventStore {
  const ofCustomer = (tenant: string, customer: string): Filter<EventDocument> => ({
    _id: idsBehind(`${tenant}|${customer}`),
    tenant,
    customer,
  });
  return {
    createIndexes,
    async add(_tenant, documents) {
      if (documents.length > 0)
        await events.bulkWrite(documents.map((document) => ({ insertOne: { document } })));
    },
    async remove(tenant, documents) {
      if (documents.length === 0) return;
      await events.bulkWrite(documents.map(({ _id }) => ({ deleteOne: { filter: { _id, tenant } } })));
    },
    ofCustomer: (tenant, customer, eventType) =>
      events
        .find({ ...ofCustomer(tenant, customer), ...(eventType === undefined ? {} : { eventType }) })
        .toArray(),
    ofNode: (tenant, customer, node) =>
      events.find({ ...ofCustomer(tenant, customer), node: nodeKey(node) }).toArray(),
    timeline(tenant, customer, { types, after, limit }) {
      const filter = ofCustomer(tenant, customer);
      if (types.length > 0) filter.type = { $in: types };
      if (after !== null)
        filter._id = {
          ...idsBehind(`${tenant}|${customer}`),
          $gt: eventDocumentId(tenant, customer, after),
        };
      return events.find(filter, { sort: { _id: 1 }, limit }).toArray();
    },
    count: (tenant) => events.countDocuments({ _id: idsBehind(tenant) }),
  };
}
