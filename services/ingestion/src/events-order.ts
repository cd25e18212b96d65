import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  OrderCancelledSchema,
  OrderCompletedSchema,
  OrderRefundedSchema,
} from '@perennial/contracts/gen/perennial/events/v1/events_pb';
import { type NodeKey, nodeKind, nodeValue } from './domain/identity-node.ts';
import type { OrderFact, OrderLine, OrderStore } from './domain/order-fact.ts';
import type { SettledFollower } from './domain/settle-follower.ts';
import { sourceMessage } from './events-source.ts';

export function nodeMessage(node: NodeKey): { kind: string; value: string } {
  return { kind: nodeKind(node), value: nodeValue(node) };
}

function lineMessage(line: OrderLine) {
  const { quantity, unitPriceMinor, amountMinor, ...rest } = line;
  return {
    ...rest,
    quantity: BigInt(quantity),
    unitPriceMinor: BigInt(unitPriceMinor),
    amountMinor: BigInt(amountMinor),
  };
}

const STORE_KINDS = { online: 1, stationary: 2 } as const;

export function storeMessage(store: OrderStore) {
  const { storeId, kind, name, latitude, longitude, ...address } = store;
  return {
    storeId,
    kind: kind === undefined ? 0 : STORE_KINDS[kind],
    ...(name === undefined ? {} : { name }),
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
    ...(Object.keys(address).length === 0 ? {} : { address }),
  };
}

export function orderCompleted(node: NodeKey, fact: OrderFact): Uint8Array {
  const {
    kind: _kind,
    placedMs,
    updatedMs,
    netMinor,
    shippingMinor,
    taxMinor,
    discountMinor,
    ...rest
  } = fact;
  const { lines, store, source, ...plain } = rest;
  const message = create(OrderCompletedSchema, {
    node: nodeMessage(node),
    order: {
      ...plain,
      placedTime: timestampFromMs(placedMs),
      updatedTime: timestampFromMs(updatedMs),
      netMinor: BigInt(netMinor),
      shippingMinor: BigInt(shippingMinor),
      taxMinor: BigInt(taxMinor),
      discountMinor: BigInt(discountMinor),
      lines: lines.map(lineMessage),
      ...(store === undefined ? {} : { store: storeMessage(store) }),
      ...(source === undefined ? {} : { source: sourceMessage(source) }),
    },
  });
  return toBinary(OrderCompletedSchema, message);
}

export function orderCancelled(node: NodeKey, orderId: string, sourceSystem: string): Uint8Array {
  const message = create(OrderCancelledSchema, { node: nodeMessage(node), orderId, sourceSystem });
  return toBinary(OrderCancelledSchema, message);
}

/** Names of a refund: its own and that of its order. */
interface RefundNames {
  refundId: string;
  sourceSystem: string;
  orderId?: string;
}

export function orderRefunded(names: RefundNames, settled: SettledFollower): Uint8Array {
  const { refundId, sourceSystem, orderId } = names;
  const message = create(OrderRefundedSchema, {
    node: nodeMessage(settled.node),
    refundId,
    sourceSystem,
    ...(orderId === undefined ? {} : { orderId }),
    amountMinor: BigInt(settled.amountMinor),
    lines: settled.lines.map(lineMessage),
    updatedTime: timestampFromMs(settled.updatedMs),
    currency: settled.currency,
  });
  return toBinary(OrderRefundedSchema, message);
}
