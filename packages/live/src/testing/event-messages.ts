import {
  create,
  type DescMessage,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { OutgoingMessage } from '@perennial/bus';
import { dedupId, envelopeHeaders, eventSubject, partitionOf } from '@perennial/contracts';
import {
  BehaviourRecordedSchema,
  ConsentChangedSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import type { SourceSchema } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';

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
  source?: MessageInitShape<typeof SourceSchema>;
}

export function behaviourMessage(behaviour: Behaviour): OutgoingMessage {
  const { name, customerId, timeMs, source } = behaviour;
  const node = { kind: 'user', value: customerId };
  const payload = create(BehaviourRecordedSchema, {
    node,
    name,
    ...(source === undefined ? {} : { source }),
  });
  const id = `${name}-${customerId}-${timeMs}`;
  return message('behaviour_recorded', id, behaviour, BehaviourRecordedSchema, payload);
}

interface Said extends Happening {
  channel: string;
  topic: string;
  granted: boolean;
}

export function consentMessage(said: Said): OutgoingMessage {
  const { channel, topic, granted, customerId, timeMs } = said;
  const node = { kind: 'user', value: customerId };
  const payload = create(ConsentChangedSchema, { node, consent: { channel, topic, granted } });
  const id = `consent-${customerId}-${channel}-${topic}-${timeMs}`;
  return message('consent_changed', id, said, ConsentChangedSchema, payload);
}
