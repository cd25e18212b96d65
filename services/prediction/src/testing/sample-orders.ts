import type { OutgoingMessage } from '@perennial/bus';
import { orderMessage, refundMessage } from '@perennial/live/testing';
import type { SampleItem } from '@perennial/sample-shop';
import { z } from 'zod';

const line = z.object({ product_id: z.string(), quantity: z.number(), price: z.coerce.number() });
const order = z.object({ order_id: z.string() });
const person = z.object({
  userId: z.string().optional(),
  user_id: z.string().optional(),
  anonymousId: z.string().optional(),
});

/** What the sample shop's people bought and gave back, as ingestion would publish it: every id of a person is one customer. */
export class SampleOrders {
  readonly #ownerOf = new Map<string, string>();

  messagesOf({ door, timeMs, body }: SampleItem): OutgoingMessage[] {
    if (door === 'orders') return [this.#order(customerOf(body), body, body['lines'], timeMs)];
    if (door === 'refunds') return [this.#refund(body, timeMs)];
    if (body['event'] !== 'Order Completed') return [];
    const properties = z.record(z.string(), z.unknown()).parse(body['properties']);
    return [this.#order(customerOf(body), properties, properties['products'], timeMs)];
  }

  #order(customerId: string, told: unknown, lines: unknown, timeMs: number): OutgoingMessage {
    const { order_id: orderId } = order.parse(told);
    this.#ownerOf.set(orderId, customerId);
    const placed = linesOf(lines);
    return orderMessage({ customerId, orderId, netMinor: sumMinor(lines), lines: placed, timeMs });
  }

  #refund(body: Record<string, unknown>, timeMs: number): OutgoingMessage {
    const { order_id: orderId } = order.parse(body);
    return refundMessage({
      customerId: this.#ownerOf.get(orderId) ?? '',
      orderId,
      refundId: z.string().parse(body['refund_id']),
      amountMinor: sumMinor(body['lines']),
      timeMs,
    });
  }
}

/** `u12`, `a12` and `m12` are ids of person 12. */
export function customerOf(body: unknown): string {
  const { userId, user_id, anonymousId } = person.parse(body);
  return `p${(userId ?? user_id ?? anonymousId ?? '').slice(1)}`;
}

function sumMinor(lines: unknown): number {
  return linesOf(lines).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function linesOf(lines: unknown) {
  return line
    .array()
    .parse(lines)
    .map(({ product_id: productId, quantity, price }) => ({
      ...{ productId, quantity },
      amountMinor: Math.round(price * 100) * quantity,
    }));
}
