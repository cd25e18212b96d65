import { create, type JsonObject } from '@bufbuild/protobuf';
import { type Timestamp, timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  type Customer,
  CustomerSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { CustomerDocument } from './customer-store.ts';
import { factsOf, firstSourceOf } from './domain/customer-facts.ts';
import { sourceToMessage } from './source-message.ts';

/** A customer as the API shows them. */
export function customerMessage(document: CustomerDocument, currency: string): Customer {
  const { email, phone, firstName, lastName, tags, isAnonymous } = factsOf(document);
  const { orders, visits } = document;
  const firstSource = firstSourceOf(document);
  return create(CustomerSchema, {
    customerId: document.customer,
    nodes: document.nodes.map(({ kind, value }) => ({ kind, value })),
    email,
    phone,
    firstName,
    lastName,
    traits: traitsOf(document),
    tags: [...tags],
    consents: document.consents.map(({ value }) => ({ ...value, time: timestampFromMs(value.timeMs) })),
    anonymous: isAnonymous,
    firstSeenTime: timestampOf(document.firstSeenTimeMs),
    lastSeenTime: timestampOf(document.lastSeenTimeMs),
    firstSource: firstSource === null ? undefined : sourceToMessage(firstSource),
    orderCount: BigInt(orders.orderCount),
    netMinor: BigInt(orders.netMinor),
    visitCount: BigInt(visits?.visitCount ?? 0),
    lastOrderTime: timestampOf(orders.lastOrderTimeMs),
    currency,
  });
}

function timestampOf(timeMs: number | null): Timestamp | undefined {
  return timeMs === null ? undefined : timestampFromMs(timeMs);
}

/** Keys are the shop's own; one that is special to objects stays a plain key this way. */
function traitsOf({ traits }: CustomerDocument): JsonObject {
  const told = traits
    .map(({ key, value }) => [key, JSON.parse(value)] as const)
    .filter(([, value]) => value !== null);
  return Object.fromEntries(told);
}
