import { type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import type {
  CancellationInput,
  Item,
  ItemHeader,
  OrderInput,
  OrderLineInput,
  RefundInput,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import type { Consent, Product, Store } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { JsonObject } from '../domain/object-reader.ts';

/** Empty text and unset times are not told, so they are left to the readers of the JSON form, which skip them. */
function header(told: ItemHeader | undefined): JsonObject {
  if (told === undefined) return {};
  const { messageId, userId, anonymousId, email, phone, time } = told;
  return { messageId, userId, anonymousId, email, phone, time: ms(time) };
}

function ms(time: Timestamp | undefined): number | null {
  return time === undefined ? null : timestampMs(time);
}

function line(told: OrderLineInput): JsonObject {
  const { productId, name, quantity, unitPriceMinor, brand, categoryPath, variant, coupon, discountMinor } =
    told;
  return {
    productId,
    name,
    quantity: quantity === undefined ? null : Number(quantity),
    unitPriceMinor: Number(unitPriceMinor),
    brand,
    categoryPath: categoryPath.length === 0 ? null : categoryPath,
    variant,
    coupon,
    discountMinor: Number(discountMinor),
  };
}

const STORE_KINDS = [null, 'online', 'stationary'];

function store(told: Store): JsonObject {
  const { storeId, kind, name, address, latitude, longitude } = told;
  return { storeId, kind: STORE_KINDS[kind] ?? null, name, address: address ?? null, latitude, longitude };
}

function order(told: OrderInput): JsonObject {
  const { orderId, sourceSystem, currency, exchangeRate, coupon, channel } = told;
  return {
    orderId,
    sourceSystem,
    updatedTime: ms(told.updatedTime),
    currency,
    exchangeRate: exchangeRate ?? null,
    shippingMinor: Number(told.shippingMinor),
    taxMinor: Number(told.taxMinor),
    discountMinor: Number(told.discountMinor),
    coupon,
    channel,
    store: told.store === undefined ? null : store(told.store),
    lines: told.lines.map(line),
    context: told.context ?? null,
  };
}

function refund(told: RefundInput): JsonObject {
  const { refundId, orderId, sourceSystem, amountMinor, currency, lines } = told;
  return {
    refundId,
    orderId,
    sourceSystem,
    amountMinor: amountMinor === undefined ? null : Number(amountMinor),
    currency,
    lines: lines.map(line),
  };
}

function cancellation({ orderId, sourceSystem }: CancellationInput): JsonObject {
  return { orderId, sourceSystem };
}

function product(told: Product): JsonObject {
  const { productId, name, brand, categoryPath, price, listPrice, cost, url, imageUrl } = told;
  return {
    productId,
    name,
    brand,
    categoryPath: categoryPath.length === 0 ? null : categoryPath,
    priceMinor: price === undefined ? null : Number(price.minor),
    listPriceMinor: listPrice === undefined ? null : Number(listPrice.minor),
    costMinor: cost === undefined ? null : Number(cost.minor),
    currency: price?.currency || listPrice?.currency || cost?.currency || null,
    url,
    imageUrl,
  };
}

function consent({ channel, topic, granted, method }: Consent): JsonObject {
  return { channel, topic, granted, method };
}

/** A typed item in its JSON form, so that both ways in pass the same checks. */
export function jsonFormOf(item: Item): JsonObject {
  const { header: told, what } = item;
  const head = header(told);
  switch (what.case) {
    case 'identify':
      return { ...head, type: 'identify', traits: what.value.traits ?? {} };
    case 'track': {
      const { event, properties, context } = what.value;
      return { ...head, type: 'track', event, properties: properties ?? {}, context: context ?? null };
    }
    case 'page': {
      const { name, properties, context } = what.value;
      return { ...head, type: 'page', name, properties: properties ?? {}, context: context ?? null };
    }
    case 'alias':
      return { ...head, type: 'alias', previousId: what.value.previousId };
    case 'order':
      return { ...head, type: 'order', ...order(what.value) };
    case 'refund':
      return { ...head, type: 'refund', ...refund(what.value) };
    case 'cancellation':
      return { ...head, type: 'cancellation', ...cancellation(what.value) };
    case 'product':
      return { ...head, type: 'product', ...product(what.value) };
    case 'store':
      return { ...head, type: 'store', ...store(what.value) };
    case 'consent':
      return {
        ...head,
        ...(what.value.time === undefined ? {} : { time: ms(what.value.time) }),
        type: 'consent',
        ...consent(what.value),
      };
    case undefined:
      return head;
  }
}
