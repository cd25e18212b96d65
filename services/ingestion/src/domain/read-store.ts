import type { ObjectReader } from './object-reader.ts';
import type { OrderStore, StoreKind } from './order-fact.ts';

const MAX_ID = 255;
const MAX_PLACE = 128;

const KINDS = new Map<string, StoreKind>([
  ['online', 'online'],
  ['stationary', 'stationary'],
  ['STORE_KIND_ONLINE', 'online'],
  ['STORE_KIND_STATIONARY', 'stationary'],
]);

function readKind(reader: ObjectReader): StoreKind | undefined {
  const text = reader.text('kind', 32);
  if (text === undefined) return undefined;
  const kind = KINDS.get(text);
  if (kind === undefined)
    reader.problems.refuse('ITEM_FIELD_INVALID', reader.path('kind'), 'must be online or stationary');
  return kind;
}

function readAddress(reader: ObjectReader, store: OrderStore): void {
  const street = reader.text('street', MAX_ID);
  const postalCode = reader.text(['postal_code', 'postalCode', 'zip'], 32);
  const city = reader.text('city', MAX_PLACE);
  const region = reader.text(['region', 'state'], MAX_PLACE);
  const country = reader.text('country', MAX_PLACE);
  if (street !== undefined) store.street = street;
  if (postalCode !== undefined) store.postalCode = postalCode;
  if (city !== undefined) store.city = city;
  if (region !== undefined) store.region = region;
  if (country !== undefined) store.country = country;
}

function readPosition(reader: ObjectReader, store: OrderStore): void {
  const latitude = reader.decimalNumber('latitude', -90, 90);
  const longitude = reader.decimalNumber('longitude', -180, 180);
  if (latitude === undefined || longitude === undefined) return;
  store.latitude = latitude;
  store.longitude = longitude;
}

/** A place of purchase (TXN-6). */
export function readStore(reader: ObjectReader): OrderStore {
  const storeId = reader.text(['store_id', 'storeId', 'id'], MAX_ID);
  if (storeId === undefined)
    reader.problems.refuse('ITEM_FIELD_MISSING', reader.path('store_id'), 'is required; send it as text');
  const store: OrderStore = { storeId: storeId ?? '' };
  const kind = readKind(reader);
  const name = reader.text('name', MAX_ID);
  if (kind !== undefined) store.kind = kind;
  if (name !== undefined) store.name = name;
  const address = reader.object('address');
  if (address !== undefined) readAddress(address, store);
  readPosition(reader, store);
  return store;
}
