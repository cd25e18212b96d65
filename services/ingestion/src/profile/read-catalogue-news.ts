import { type DescMessage, fromBinary, type JsonObject, type Message, toJson } from '@bufbuild/protobuf';
import {
  ProductUpdatedSchema,
  StoreUpdatedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import { ProductSchema, StoreSchema } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { Stamp } from './domain/stamp.ts';
import { jsonEntries } from './read-event.ts';
import { UnreadableEventError } from './unreadable-event-error.ts';

/** Something was told of a product or a store; only the fields that were told. */
export interface CatalogueNews extends Stamp {
  kind: 'product' | 'store';
  tenant: string;
  itemId: string;
  fields: readonly { key: string; json: string }[];
}

/** Null for an event about something else. @throws UnreadableEventError when the item is missing. */
export function readCatalogueNews(
  tenant: string,
  eventType: string,
  payload: Uint8Array,
  stamp: Stamp,
): CatalogueNews | null {
  if (eventType === 'product_updated') {
    const { product } = fromBinary(ProductUpdatedSchema, payload);
    if (product === undefined) throw new UnreadableEventError(eventType, 'it holds no product');
    const fields = fieldsOf(ProductSchema, product);
    return { kind: 'product', tenant, itemId: product.productId, fields, ...stamp };
  }
  if (eventType === 'store_updated') {
    const { store } = fromBinary(StoreUpdatedSchema, payload);
    if (store === undefined) throw new UnreadableEventError(eventType, 'it holds no store');
    return { kind: 'store', tenant, itemId: store.storeId, fields: fieldsOf(StoreSchema, store), ...stamp };
  }
  return null;
}

function fieldsOf(schema: DescMessage, message: Message): { key: string; json: string }[] {
  // The JSON form of a message with fields of its own is an object.
  return jsonEntries(toJson(schema, message) as JsonObject);
}
