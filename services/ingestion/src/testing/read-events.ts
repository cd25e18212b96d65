import { type DescMessage, fromBinary, type JsonValue, toJson } from '@bufbuild/protobuf';
import type { Bus } from '@perennial/bus';
import { type EventEnvelope, envelopeFromHeaders, STREAMS } from '@perennial/contracts';
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
import { readAll } from './embedded-ports.ts';

const SCHEMAS: Record<string, DescMessage> = {
  behaviour_recorded: BehaviourRecordedSchema,
  consent_changed: ConsentChangedSchema,
  customer_identified: CustomerIdentifiedSchema,
  identity_moved: IdentityMovedSchema,
  order_cancelled: OrderCancelledSchema,
  order_completed: OrderCompletedSchema,
  order_refunded: OrderRefundedSchema,
  product_updated: ProductUpdatedSchema,
  store_updated: StoreUpdatedSchema,
};

/** An event as a reader of EVENTS sees it. */
export interface ReadEvent extends EventEnvelope {
  name: string;
  payload: JsonValue;
}

/** All of EVENTS, decoded. */
export async function readEvents(bus: Bus): Promise<ReadEvent[]> {
  return (await readAll(bus, STREAMS.events.name)).map((message) => {
    const envelope = envelopeFromHeaders(message.headers);
    const name = envelope.type.split('.')[1] ?? '';
    const schema = SCHEMAS[name];
    if (schema === undefined) throw new Error(`No schema of ${envelope.type}`);
    return { ...envelope, name, payload: toJson(schema, fromBinary(schema, message.data)) };
  });
}
