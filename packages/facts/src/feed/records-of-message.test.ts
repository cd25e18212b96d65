import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from '@jest/globals';
import { republishedEventId } from '@perennial/contracts';
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
import { SourceClass, StoreKind } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import { sourceFact } from '../source.ts';
import { eventMessage, orderMessage } from '../testing/event-messages.ts';
import { recordsOfMessage } from './records-of-message.ts';

const node = { kind: 'user', value: 'u1' };
const FACT = { customerId: 'c1', node: 'user:u1', time: 1_000, recordedTime: 2_000 };

/** Records of a message of this type, from customer c1 unless said otherwise. */
function recordsOf<D extends DescMessage>(
  name: string,
  schema: D,
  init: MessageInitShape<D>,
  envelope: { id: string; partitionKey: string } = { id: 'e1', partitionKey: 'c1' },
) {
  return recordsOfMessage(eventMessage(name, envelope, toBinary(schema, create(schema, init)))).records;
}

describe('messages of EVENTS as records', () => {
  test('an order brings its lines and what they tell of products', () => {
    const { tenant, records } = recordsOfMessage(orderMessage('7', { placedMs: 500, netMinor: 300 }));
    expect(tenant).toBe('demo');
    expect(records).toMatchObject([
      {
        ...{ kind: 'order', customerId: 'c1', node: 'user:c1', time: 500, orderKey: 'shop|7', netMinor: 300 },
        version: { updatedTime: 500, tie: 'demo-7' },
        lines: [{ productId: 'p1', quantity: 2, amountMinor: 300 }],
      },
      { kind: 'product', productId: 'p1', name: 'Mug', brand: 'Acme', authority: 'order-line', time: 500 },
    ]);
  });

  test('an order tells the address of its store (TXN-6)', () => {
    const store = { storeId: 's1', kind: StoreKind.STATIONARY, address: { city: 'Ulm', country: 'DE' } };
    const order = { orderId: '7', store };
    expect(recordsOf('order_completed', OrderCompletedSchema, { node, order })).toMatchObject([
      { kind: 'order', storeId: 's1', storeKind: 'stationary' },
      {
        kind: 'store',
        storeId: 's1',
        storeKind: 'stationary',
        city: 'Ulm',
        country: 'DE',
        authority: 'order',
      },
    ]);
  });

  test('an order without identity is a guest order', () => {
    const { records } = recordsOfMessage(orderMessage('7', { customerId: 'guest' }));
    expect(records[0]).toMatchObject({ customerId: '' });
  });

  test('a refund and a cancellation name their order; a refund may not know it', () => {
    const refund = {
      ...{ node, refundId: 'r1', sourceSystem: 'shop', amountMinor: 40n, updatedTime: timestampFromMs(900) },
      lines: [{ productId: 'p1', quantity: 1n, amountMinor: 40n }],
    };
    const [known] = recordsOf('order_refunded', OrderRefundedSchema, { ...refund, orderId: '7' });
    const lines = [{ productId: 'p1', quantity: 1, amountMinor: 40 }];
    const told = {
      ...FACT,
      kind: 'refund',
      refundKey: 'shop|r1',
      version: { updatedTime: 900, tie: 'e1' },
      amountMinor: 40,
      lines,
    };
    expect(known).toEqual({ ...told, orderKey: 'shop|7' });
    expect(recordsOf('order_refunded', OrderRefundedSchema, refund)).toEqual([{ ...told, orderKey: '' }]);
    expect(
      recordsOf('order_cancelled', OrderCancelledSchema, { node, orderId: '7', sourceSystem: 'shop' }),
    ).toEqual([{ ...FACT, kind: 'cancellation', orderKey: 'shop|7', id: 'e1' }]);
  });

  test('behaviour keeps its source; published again under another customer it keeps its id', () => {
    const behaviour = {
      ...{ node, name: 'product_viewed', productId: 'p1', pagePath: '/mug', durationMs: 250n },
      source: { sourceClass: SourceClass.ADV, paid: true, utmCampaign: 'spring' },
    };
    const event = {
      ...{ ...FACT, kind: 'event', eventId: 'e1', type: 'product_viewed' },
      source: sourceFact({ sourceClass: 'adv', paid: true, utmCampaign: 'spring' }),
      ...{ productId: 'p1', page: '/mug', query: '', durationMs: 250 },
    };
    expect(recordsOf('behaviour_recorded', BehaviourRecordedSchema, behaviour)).toEqual([event]);
    const again = { id: republishedEventId('e1', 3), partitionKey: 'c2' };
    const records = recordsOf('behaviour_recorded', BehaviourRecordedSchema, behaviour, again);
    expect(records).toEqual([{ ...event, customerId: 'c2' }]);
  });

  test('traits become attributes, nested ones by path, and so does consent', () => {
    const traits = {
      name: 'Ann',
      vip: true,
      phone: null,
      address: { city: 'Ulm', geo: { a: { b: { c: 1 } } } },
      tags: ['x'],
    };
    expect(recordsOf('customer_identified', CustomerIdentifiedSchema, { node, traits })).toEqual([
      {
        ...{ ...FACT, kind: 'attributes', eventId: 'e1' },
        values: {
          ...{ name: 'Ann', vip: true, phone: null, tags: '["x"]' },
          ...{ 'address.city': 'Ulm', 'address.geo.a.b': '{"c":1}' },
        },
      },
    ]);
    const consent = { channel: 'email', topic: 'offers', granted: true };
    expect(recordsOf('consent_changed', ConsentChangedSchema, { node, consent })).toMatchObject([
      { kind: 'attributes', values: { 'consent.email.offers': true } },
    ]);
  });

  test('a move from the guests comes from nobody', () => {
    const move = { node, fromCustomerId: 'guest', toCustomerId: 'c1', generation: 4n };
    expect(recordsOf('identity_moved', IdentityMovedSchema, move)).toEqual([
      { kind: 'node-moved', node: 'user:u1', fromCustomerId: '', toCustomerId: 'c1', generation: 4 },
    ]);
  });

  test('products and stores tell only what is set', () => {
    const told = { time: 1_000, recordedTime: 2_000, eventId: 'e1' };
    const product = { productId: 'p1', brand: 'Acme', price: { minor: 999n } };
    expect(recordsOf('product_updated', ProductUpdatedSchema, { product })).toEqual([
      { kind: 'product', productId: 'p1', brand: 'Acme', priceMinor: 999, authority: 'catalogue', ...told },
    ]);
    const store = { storeId: 's1', kind: StoreKind.STATIONARY, address: { city: 'Ulm' } };
    expect(recordsOf('store_updated', StoreUpdatedSchema, { store })).toEqual([
      { kind: 'store', storeId: 's1', storeKind: 'stationary', city: 'Ulm', authority: 'store', ...told },
    ]);
  });

  test('a type that is no fact says nothing', () => {
    const message = eventMessage('something_else', { id: 'e1', partitionKey: 'c1' }, new Uint8Array());
    expect(recordsOfMessage(message)).toEqual({ tenant: 'demo', records: [] });
  });
});
