import {
  type AttributeValue,
  type FactRecord,
  type LineRecord,
  NO_SOURCE,
  type OrderRecord,
  type SourceFact,
  sourceFact,
} from '@perennial/facts';
import type { SampleItem } from '@perennial/sample-shop';
import {
  type SampleBody,
  sampleBody,
  sampleLine,
  sampleOrder,
  sampleProduct,
  sampleStore,
} from './sample-body.ts';

const EVENT_TYPES = new Map([
  ['Products Searched', 'searched'],
  ['Product Viewed', 'product_viewed'],
  ['Product Added', 'cart_added'],
  ['Checkout Started', 'checkout_started'],
  ['Email Opened', 'message_opened'],
  ['Email Link Clicked', 'message_clicked'],
]);

/**
 * The sample shop's past as facts: every id of a person is one customer. Simpler than what ingestion finds out, but the same people, orders and visits.
 */
export class SampleRecords {
  readonly #ownerOf = new Map<string, string>();
  #eventNumber = 0;

  recordsOf({ door, timeMs, body }: SampleItem): FactRecord[] {
    if (door === 'products') return [productRecord(body, timeMs)];
    if (door === 'stores') return [storeRecord(body, timeMs)];
    const read = sampleBody.parse(body);
    switch (door) {
      case 'orders':
        return [this.#order(read, body, read.lines, timeMs)];
      case 'refunds':
        return [this.#refund(read, timeMs)];
      case 'cancellations':
        return [this.#cancellation(read, timeMs)];
      case 'consent':
        return [this.#attributes(read, { [`consent.${read.channel}.${read.topic}`]: true }, timeMs)];
      default:
        return this.#behaviour(read, timeMs);
    }
  }

  #behaviour(read: SampleBody, timeMs: number): FactRecord[] {
    if (read.type === 'identify') return [this.#attributes(read, flattened(read.traits), timeMs)];
    if (read.type === 'page') return [this.#event(read, 'page_viewed', sourceOf(read), timeMs)];
    if (read.event === 'Order Completed') {
      const lines = sampleLine.array().parse(read.properties['products']);
      return [this.#order(read, read.properties, lines, timeMs)];
    }
    const type = EVENT_TYPES.get(read.event);
    return type === undefined ? [] : [this.#event(read, type, sourceFact({}), timeMs)];
  }

  #fact(customerId: string, timeMs: number) {
    const node = customerId === '' ? '' : `user:${customerId}`;
    return { customerId, node, time: timeMs, recordedTime: timeMs };
  }

  #event(read: SampleBody, type: string, source: SourceFact, timeMs: number): FactRecord {
    this.#eventNumber += 1;
    const productId = String(read.properties['product_id'] ?? '');
    const query = String(read.properties['query'] ?? '');
    return {
      kind: 'event',
      ...this.#fact(customerOf(read), timeMs),
      ...{ eventId: `e${this.#eventNumber}`, type, source, productId, query, durationMs: 0 },
      page: read.context?.page?.path ?? '',
    };
  }

  #attributes(read: SampleBody, values: Record<string, AttributeValue>, timeMs: number): FactRecord {
    this.#eventNumber += 1;
    const fact = this.#fact(customerOf(read), timeMs);
    return { kind: 'attributes', ...fact, eventId: `a${this.#eventNumber}`, values };
  }

  #order(
    read: SampleBody,
    told: Record<string, unknown>,
    lines: SampleBody['lines'],
    timeMs: number,
  ): OrderRecord {
    const { order_id, exchange_rate, channel, coupon, store } = sampleOrder.parse(told);
    const customerId = customerOf(read);
    this.#ownerOf.set(order_id, customerId);
    const records = lines.map((line) => lineRecord(line, exchange_rate));
    return {
      kind: 'order',
      ...this.#fact(customerId, timeMs),
      orderKey: order_id,
      version: { updatedTime: timeMs, tie: order_id },
      source: NO_SOURCE,
      ...{ channel, coupon, storeId: store.store_id, storeKind: store.kind, currency: 'EUR' },
      netMinor: records.reduce((sum, line) => sum + line.amountMinor, 0),
      lines: records,
    };
  }

  #refund({ order_id, refund_id, lines }: SampleBody, timeMs: number): FactRecord {
    const records = lines.map((line) => lineRecord(line, 1));
    return {
      kind: 'refund',
      ...this.#fact(this.#ownerOf.get(order_id) ?? '', timeMs),
      ...{ refundKey: refund_id, orderKey: order_id },
      version: { updatedTime: timeMs, tie: refund_id },
      amountMinor: records.reduce((sum, line) => sum + line.amountMinor, 0),
      lines: records,
    };
  }

  #cancellation({ order_id }: SampleBody, timeMs: number): FactRecord {
    const fact = this.#fact(this.#ownerOf.get(order_id) ?? '', timeMs);
    return { kind: 'cancellation', ...fact, orderKey: order_id, id: `c-${order_id}` };
  }
}

/** `u12`, `a12` and `m12` are ids of person 12; `''` of nobody. */
function customerOf({ userId, user_id, anonymousId }: SampleBody): string {
  const id = userId ?? user_id ?? anonymousId;
  return id === undefined ? '' : `u${id.slice(1)}`;
}

function lineRecord({ product_id, quantity, price }: SampleBody['lines'][number], rate: number): LineRecord {
  return { productId: product_id, quantity, amountMinor: Math.round(price * 100 * rate) * quantity };
}

function sourceOf({ context }: SampleBody): SourceFact {
  const medium = context?.campaign?.medium ?? '';
  const referrer = context?.page?.referrer ?? '';
  if (medium === 'cpc') return sourceFact({ sourceClass: 'adv', paid: true, utmMedium: medium });
  if (medium === 'email' || medium === 'sms') return sourceFact({ sourceClass: medium, utmMedium: medium });
  if (medium !== '') return sourceFact({ sourceClass: 'utm', utmMedium: medium });
  if (referrer === '') return sourceFact({ sourceClass: 'direct' });
  const sourceClass = referrer.includes('google') ? 'search' : 'referral';
  return sourceFact({ sourceClass, referrerHost: new URL(referrer).host });
}

function flattened(traits: Record<string, unknown>, prefix = ''): Record<string, AttributeValue> {
  const entries = Object.entries(traits).flatMap(([name, value]): [string, AttributeValue][] => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return [[prefix + name, value]];
    if (Array.isArray(value)) return [[prefix + name, JSON.stringify(value)]];
    return value === null || typeof value !== 'object'
      ? []
      : Object.entries(flattened({ ...value }, `${prefix}${name}.`));
  });
  return Object.fromEntries(entries);
}

function productRecord(body: unknown, timeMs: number): FactRecord {
  const { product_id, name, brand, category_path, price } = sampleProduct.parse(body);
  return {
    kind: 'product',
    ...{ productId: product_id, name, brand, categoryPath: category_path },
    priceMinor: Math.round(price * 100),
    ...{ authority: 'catalogue', time: timeMs, recordedTime: timeMs, eventId: `p-${product_id}-${timeMs}` },
  };
}

function storeRecord(body: unknown, timeMs: number): FactRecord {
  const { store_id, kind, name, address } = sampleStore.parse(body);
  return {
    kind: 'store',
    authority: 'store',
    ...{ storeId: store_id, storeKind: kind, name },
    ...(address && { city: address.city, postalCode: address.postal_code, country: address.country }),
    ...{ time: timeMs, recordedTime: timeMs, eventId: `s-${store_id}` },
  };
}
