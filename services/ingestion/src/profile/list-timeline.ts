import { create, fromBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  CustomerIdentifiedSchema,
  OrderCancelledSchema,
  type OrderCompleted,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import {
  type TimelineEntry,
  TimelineEntrySchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { EventDocument } from './event-store.ts';
import type { OrderDocument } from './order-store.ts';
import { type Page, readPage } from './page.ts';
import type { ProfileStores } from './profile-stores.ts';
import { orderKeyOf } from './read-event.ts';
import { sourceToMessage } from './source-message.ts';

/** Position in the timeline as a token carries it: time in milliseconds and event id. */
type TimelinePosition = readonly string[];

export interface TimelineRequest {
  customer: string;
  types: readonly string[];
  after: TimelinePosition | null;
  size: number;
}

/** Newest first. An order stands there once, as last told and with the source that brought it. */
export function listTimeline(
  { events, orders }: ProfileStores,
  tenant: string,
  { customer, types, after, size }: TimelineRequest,
): Promise<Page<TimelineEntry, TimelinePosition>> {
  return readPage<EventDocument, TimelineEntry, TimelinePosition>(
    {
      rowsAfter(position, limit) {
        const [timeMs = '', eventId = ''] = position ?? [];
        const behind = position === null ? null : { timeMs: Number(timeMs), eventId };
        return events.timeline(tenant, customer, { types, after: behind, limit });
      },
      positionOf: ({ timeMs, eventId }) => [String(timeMs), eventId],
      async show(rows) {
        const told = ordersAmong(rows);
        const keys = [...new Set([...told.values()].map(keyOf))];
        const current = new Map(
          (await orders.byKeys(tenant, customer, keys)).map((order) => [order.orderKey, order]),
        );
        return rows.flatMap((row) => entriesOf(row, told.get(row), current));
      },
    },
    after,
    size,
  );
}

function ordersAmong(rows: readonly EventDocument[]): Map<EventDocument, OrderCompleted> {
  const orders = rows.filter(({ eventType }) => eventType === 'order_completed');
  return new Map(orders.map((row) => [row, fromBinary(OrderCompletedSchema, row.payload)]));
}

function keyOf({ order }: OrderCompleted): string {
  return orderKeyOf(order ?? { sourceSystem: '', orderId: '' });
}

function entriesOf(
  row: EventDocument,
  told: OrderCompleted | undefined,
  current: ReadonlyMap<string, OrderDocument>,
): TimelineEntry[] {
  if (told === undefined) return [entryOf(row, eventOf(row))];
  const order = current.get(keyOf(told));
  if (order?.version?.eventId !== row.eventId) return [];
  if (told.order !== undefined && order.source !== null) told.order.source = sourceToMessage(order.source);
  return [entryOf(row, { case: 'order', value: told })];
}

function entryOf(row: EventDocument, event: TimelineEntry['event']): TimelineEntry {
  return create(TimelineEntrySchema, {
    eventId: row.eventId,
    type: row.type,
    time: timestampFromMs(row.timeMs),
    recordedTime: timestampFromMs(row.recordedTimeMs),
    event,
  });
}

function eventOf({ eventType, payload }: EventDocument): TimelineEntry['event'] {
  switch (eventType) {
    case 'customer_identified':
      return { case: 'identified', value: fromBinary(CustomerIdentifiedSchema, payload) };
    case 'order_cancelled':
      return { case: 'cancellation', value: fromBinary(OrderCancelledSchema, payload) };
    case 'order_refunded':
      return { case: 'refund', value: fromBinary(OrderRefundedSchema, payload) };
    case 'consent_changed':
      return { case: 'consent', value: fromBinary(ConsentChangedSchema, payload) };
    default:
      return { case: 'behaviour', value: fromBinary(BehaviourRecordedSchema, payload) };
  }
}
