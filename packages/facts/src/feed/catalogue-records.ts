import { fromBinary } from '@bufbuild/protobuf';
import { type EventEnvelope, originalEventId } from '@perennial/contracts';
import {
  ProductUpdatedSchema,
  StoreUpdatedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type { FactRecord } from '../record.ts';
import { toldOfStore } from './shop-words.ts';

/** Unset fields say nothing. */
export function productRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { product } = fromBinary(ProductUpdatedSchema, data);
  if (product === undefined) throw new RangeError('product_updated without a product');
  const { productId, name, brand, categoryPath, price } = product;
  return [
    {
      kind: 'product',
      productId,
      ...(name === '' ? {} : { name }),
      ...(brand === '' ? {} : { brand }),
      ...(categoryPath.length === 0 ? {} : { categoryPath }),
      ...(price === undefined ? {} : { priceMinor: Number(price.minor) }),
      authority: 'catalogue',
      ...toldBy(envelope),
    },
  ];
}

/** Unset fields say nothing. */
export function storeRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { store } = fromBinary(StoreUpdatedSchema, data);
  if (store === undefined) throw new RangeError('store_updated without a store');
  return [{ ...toldOfStore(store), authority: 'store', ...toldBy(envelope) }];
}

function toldBy(envelope: EventEnvelope): { time: number; recordedTime: number; eventId: string } {
  return {
    time: envelope.timeMs,
    recordedTime: envelope.recordedTimeMs,
    eventId: originalEventId(envelope.id),
  };
}
