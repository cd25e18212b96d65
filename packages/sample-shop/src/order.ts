import type { SampleProduct } from './catalogue.ts';
import { decimal, iso, type MessageIds, type SampleItem } from './item.ts';
import type { Person, Purchase } from './person.ts';
import type { Random } from './random.ts';
import { ONLINE_STORE } from './stores.ts';

/** Francs are sold with the day's rate in the order; the shop reports in euros. */
const EUR_PER_CHF = 1.04;

function lineOf(product: SampleProduct, quantity: number): Record<string, unknown> {
  return {
    product_id: product.productId,
    name: product.name,
    brand: product.brand,
    category: product.categoryPath.join('/'),
    quantity,
    price: decimal(product.priceMinor),
  };
}

function quantityOf(product: SampleProduct, random: Random): number {
  return product.priceMinor < 2000 && random.chance(0.2) ? random.whole(2, 3) : 1;
}

/** An order in the web shop, as its tracker reports it. */
export function onlineOrder(person: Person, purchase: Purchase, ids: MessageIds, random: Random): SampleItem {
  const inFrancs = person.country === 'CH';
  return {
    door: 'batch',
    timeMs: purchase.timeMs,
    body: {
      type: 'track',
      event: 'Order Completed',
      messageId: ids.next(),
      timestamp: iso(purchase.timeMs),
      userId: person.userId,
      anonymousId: random.pick(person.anonymousIds),
      properties: {
        order_id: purchase.orderId,
        currency: inFrancs ? 'CHF' : 'EUR',
        ...(inFrancs ? { exchange_rate: EUR_PER_CHF } : {}),
        shipping: 4.9,
        channel: random.chance(0.2) ? 'app' : 'web',
        store: ONLINE_STORE,
        ...(random.chance(0.08) ? { coupon: 'FUCHS10' } : {}),
        products: purchase.products.map((product) => lineOf(product, quantityOf(product, random))),
      },
    },
  };
}

/** An order in a stationary store, as the till system reports it; without a customer card nobody knows who it was. */
export function storeOrder(
  person: Person,
  purchase: Purchase,
  withCard: boolean,
  ids: MessageIds,
  random: Random,
): SampleItem {
  return {
    door: 'orders',
    timeMs: purchase.timeMs,
    body: {
      message_id: ids.next(),
      ...(withCard ? { user_id: person.userId } : {}),
      order_id: purchase.orderId,
      source_system: 'pos',
      time: iso(purchase.timeMs),
      currency: 'EUR',
      channel: 'store',
      store: person.store,
      lines: purchase.products.map((product) => lineOf(product, quantityOf(product, random))),
    },
  };
}

export function refund(
  purchase: Purchase,
  product: SampleProduct,
  timeMs: number,
  ids: MessageIds,
): SampleItem {
  return {
    door: 'refunds',
    timeMs,
    body: {
      message_id: ids.next(),
      order_id: purchase.orderId,
      source_system: 'shop',
      refund_id: `R-${purchase.orderId}`,
      time: iso(timeMs),
      lines: [{ product_id: product.productId, quantity: 1, price: decimal(product.priceMinor) }],
      currency: 'EUR',
    },
  };
}

export function cancellation(purchase: Purchase, timeMs: number, ids: MessageIds): SampleItem {
  return {
    door: 'cancellations',
    timeMs,
    body: { message_id: ids.next(), order_id: purchase.orderId, source_system: 'shop', time: iso(timeMs) },
  };
}
