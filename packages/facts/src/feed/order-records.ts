import { fromBinary } from '@bufbuild/protobuf';
import { type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import type { EventEnvelope } from '@perennial/contracts';
import {
  OrderCancelledSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type { Order, OrderLine } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { FactRecord, LineRecord, OrderRecord, ProductRecord, StoreRecord } from '../record.ts';
import { customerFact, shopKey } from './envelope-facts.ts';
import { sourceOfMessage, storeKindText, toldOfStore } from './shop-words.ts';

/** The order, and what its lines tell of products and its store of itself. */
export function orderRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { node, order } = fromBinary(OrderCompletedSchema, data);
  if (order === undefined) throw new RangeError('order_completed without an order');
  const { eventId, ...fact } = customerFact(envelope, node);
  const placed = order.placedTime === undefined ? fact.time : timestampMs(order.placedTime);
  const record: OrderRecord = {
    kind: 'order',
    ...fact,
    time: placed,
    orderKey: shopKey(order.sourceSystem, order.orderId),
    version: { updatedTime: updatedMs(order.updatedTime, placed), tie: eventId },
    channel: order.channel,
    source: sourceOfMessage(order.source),
    storeId: order.store?.storeId ?? '',
    storeKind: storeKindText(order.store),
    coupon: order.coupon,
    currency: order.currency,
    netMinor: Number(order.netMinor),
    lines: order.lines.map(lineRecord),
  };
  const told = { time: placed, recordedTime: fact.recordedTime, eventId };
  return [record, ...productsOfLines(order, told), ...storeOfOrder(order, told)];
}

export function refundRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const refund = fromBinary(OrderRefundedSchema, data);
  const { eventId, ...fact } = customerFact(envelope, refund.node);
  return [
    {
      kind: 'refund',
      ...fact,
      refundKey: shopKey(refund.sourceSystem, refund.refundId),
      orderKey: refund.orderId === '' ? '' : shopKey(refund.sourceSystem, refund.orderId),
      version: { updatedTime: updatedMs(refund.updatedTime, fact.time), tie: eventId },
      amountMinor: Number(refund.amountMinor),
      lines: refund.lines.map(lineRecord),
    },
  ];
}

export function cancellationRecords(envelope: EventEnvelope, data: Uint8Array): FactRecord[] {
  const { node, orderId, sourceSystem } = fromBinary(OrderCancelledSchema, data);
  const { eventId, ...fact } = customerFact(envelope, node);
  return [{ kind: 'cancellation', ...fact, orderKey: shopKey(sourceSystem, orderId), id: eventId }];
}

function updatedMs(updated: Timestamp | undefined, otherwiseMs: number): number {
  return updated === undefined ? otherwiseMs : timestampMs(updated);
}

function lineRecord(line: OrderLine): LineRecord {
  return {
    productId: line.productId,
    quantity: Number(line.quantity),
    amountMinor: Number(line.amountMinor),
  };
}

type ToldBy = Pick<ProductRecord, 'time' | 'recordedTime' | 'eventId'>;

/** A shop that tells no stores still has their addresses on its orders (TXN-6). */
function storeOfOrder({ store }: Order, told: ToldBy): StoreRecord[] {
  if (store === undefined || store.storeId === '') return [];
  return [{ ...toldOfStore(store), authority: 'order', ...told }];
}

/** A shop without a catalogue still has names, brands and categories on its lines. */
function productsOfLines(order: Order, told: ToldBy): ProductRecord[] {
  return order.lines
    .filter((line) => line.name !== '' || line.brand !== '' || line.categoryPath.length > 0)
    .map((line) => ({
      kind: 'product',
      productId: line.productId,
      ...(line.name === '' ? {} : { name: line.name }),
      ...(line.brand === '' ? {} : { brand: line.brand }),
      ...(line.categoryPath.length === 0 ? {} : { categoryPath: line.categoryPath }),
      authority: 'order-line',
      ...told,
    }));
}
