import { create, type DescMessage, type MessageShape, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { dedupId, envelopeHeaders, eventSubject, partitionOf } from '@perennial/contracts';
import {
  BehaviourRecordedSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';

interface Happening {
  tenant?: string;
  customerId: string;
  timeMs: number;
}

function message<Desc extends DescMessage>(
  type: string,
  id: string,
  { tenant = 'demo', customerId, timeMs }: Happening,
  schema: Desc,
  payload: MessageShape<Desc>,
): OutgoingMessage {
  const envelope = {
    id,
    source: '/perennial/ingestion',
    type: `perennial.${type}.v1`,
    tenant,
    partitionKey: customerId,
    timeMs,
    recordedTimeMs: timeMs,
  };
  return {
    subject: eventSubject(tenant, partitionOf(tenant, customerId), type),
    id: dedupId(envelope),
    headers: envelopeHeaders(envelope),
    data: toBinary(schema, payload),
  };
}

interface PlacedOrder extends Happening {
  orderId: string;
  netMinor: number;
  productId?: string;
  quantity?: number;
  /** In place of one line of the product above. */
  lines?: readonly PlacedLine[];
}

interface PlacedLine {
  productId: string;
  quantity: number;
  amountMinor: number;
}

export function orderMessage(placed: PlacedOrder): OutgoingMessage {
  const { orderId, netMinor, customerId, timeMs, productId = 'p1', quantity = 1 } = placed;
  const { lines = [{ productId, quantity, amountMinor: netMinor }] } = placed;
  const payload = create(OrderCompletedSchema, {
    node: { kind: 'user', value: customerId },
    order: {
      orderId,
      sourceSystem: 'shop',
      placedTime: timestampFromMs(timeMs),
      updatedTime: timestampFromMs(timeMs),
      netMinor: BigInt(netMinor),
      currency: 'EUR',
      lines: lines.map((line) => ({
        productId: line.productId,
        quantity: BigInt(line.quantity),
        amountMinor: BigInt(line.amountMinor),
      })),
    },
  });
  return message('order_completed', `order-${orderId}`, placed, OrderCompletedSchema, payload);
}

interface GivenBack extends Happening {
  refundId: string;
  orderId: string;
  amountMinor: number;
}

export function refundMessage(given: GivenBack): OutgoingMessage {
  const { refundId, orderId, amountMinor, customerId, timeMs } = given;
  const payload = create(OrderRefundedSchema, {
    node: { kind: 'user', value: customerId },
    refundId,
    orderId,
    sourceSystem: 'shop',
    amountMinor: BigInt(amountMinor),
    updatedTime: timestampFromMs(timeMs),
    currency: 'EUR',
  });
  return message('order_refunded', `refund-${refundId}`, given, OrderRefundedSchema, payload);
}

interface Behaviour extends Happening {
  name: string;
}

export function behaviourMessage(behaviour: Behaviour): OutgoingMessage {
  const { name, customerId, timeMs } = behaviour;
  const payload = create(BehaviourRecordedSchema, { node: { kind: 'user', value: customerId }, name });
  const id = `${name}-${customerId}-${timeMs}`;
  return message('behaviour_recorded', id, behaviour, BehaviourRecordedSchema, payload);
}
