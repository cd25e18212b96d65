import {
  type EventRecord,
  Facts,
  NO_SOURCE,
  type OrderChunk,
  type OrderRecord,
  sourceFact,
} from '@perennial/facts';
import { appendAll } from './append-all.ts';
import {
  brandOf,
  COUNTRIES,
  EVENT_TYPES,
  NO_CODE,
  PRODUCTS,
  type SegmentShop,
  SOURCES,
} from './segments-shop.ts';

const CHUNK_CUSTOMERS = 65_536;
/** Every twentieth order and event comes after the bulk load and stays in the delta. */
const LATE_EVERY = 20;
const SOURCE_FACTS = SOURCES.map(sourceFact);
const ATTRIBUTES = ['address.country', 'tags'];

/** The shop's facts with 5 % of the rows in the delta. */
export function segmentFacts(shop: SegmentShop): Facts {
  const products = Array.from({ length: PRODUCTS }, (_, product) => productId(product));
  const facts = Facts.bulkLoad(products, chunks(shop));
  for (let product = 0; product < PRODUCTS; product += 1) {
    facts.apply({
      ...{ kind: 'product', productId: productId(product), brand: brandName(brandOf(product)) },
      ...{ authority: 'catalogue', time: 0, recordedTime: 0, eventId: `p${product}` },
    });
  }
  appendAll(facts, lateOrders(shop));
  appendAll(facts, lateEvents(shop));
  return facts;
}

export function productId(product: number): string {
  return `p${product}`;
}

export function brandName(brand: number): string {
  return `brand-${brand}`;
}

function isLate(row: number): boolean {
  return row % LATE_EVERY === LATE_EVERY - 1;
}

function* chunks(shop: SegmentShop): Generator<OrderChunk> {
  const at = { order: 0, line: 0, event: 0 };
  for (let first = 0; first < shop.customers; first += CHUNK_CUSTOMERS) {
    const customers = Math.min(CHUNK_CUSTOMERS, shop.customers - first);
    yield chunkOf(shop, first, customers, at);
  }
}

/** Advances `at` over the rows of the chunk. */
function chunkOf(
  shop: SegmentShop,
  first: number,
  customers: number,
  at: { order: number; line: number; event: number },
): OrderChunk {
  const orders: number[] = [];
  const lines: number[] = [];
  const orderCounts = new Uint32Array(customers);
  for (let customer = 0; customer < customers; customer += 1) {
    for (const end = at.order + (shop.orderCounts[first + customer] ?? 0); at.order < end; at.order += 1) {
      const endLine = at.line + (shop.lineCounts[at.order] ?? 0);
      if (!isLate(at.order)) {
        orders.push(at.order);
        for (let line = at.line; line < endLine; line += 1) lines.push(line);
        orderCounts[customer] = (orderCounts[customer] ?? 0) + 1;
      }
      at.line = endLine;
    }
  }
  return {
    customerIds: Array.from({ length: customers }, (_, i) => `c${first + i}`),
    orderCounts,
    timeMs: Float64Array.from(orders, (order) => (shop.orderTimeS[order] ?? 0) * 1000),
    netMinor: Float64Array.from(orders, (order) => shop.orderNetMinor[order] ?? 0),
    orderKey: (place) => `shop|${orders[place]}`,
    lineCounts: Uint32Array.from(orders, (order) => shop.lineCounts[order] ?? 0),
    lineProduct: Uint32Array.from(lines, (line) => shop.lineProduct[line] ?? 0),
    lineQuantity: Int32Array.from(lines, (line) => shop.lineQuantity[line] ?? 0),
    lineAmountMinor: Float64Array.from(lines, (line) => shop.lineAmountMinor[line] ?? 0),
    events: eventsOf(shop, first, customers, at),
    attributes: {
      ...{ timeMs: 0, names: ATTRIBUTES },
      valueOf: (local, name) => attributeOf(shop, first + local, name),
    },
  };
}

function eventsOf(
  shop: SegmentShop,
  first: number,
  customers: number,
  at: { event: number },
): OrderChunk['events'] {
  const rows: number[] = [];
  const counts = new Uint32Array(customers);
  for (let customer = 0; customer < customers; customer += 1) {
    for (const end = at.event + (shop.eventCounts[first + customer] ?? 0); at.event < end; at.event += 1) {
      if (isLate(at.event)) continue;
      rows.push(at.event);
      counts[customer] = (counts[customer] ?? 0) + 1;
    }
  }
  return {
    counts,
    timeMs: Float64Array.from(rows, (row) => (shop.eventTimeS[row] ?? 0) * 1000),
    type: Uint8Array.from(rows, (row) => shop.eventType[row] ?? 0),
    source: Uint16Array.from(rows, (row) => shop.eventSource[row] ?? NO_CODE),
    product: Uint16Array.from(rows, (row) => shop.eventProduct[row] ?? NO_CODE),
    types: EVENT_TYPES,
    sources: SOURCE_FACTS,
  };
}

function attributeOf(shop: SegmentShop, customer: number, name: string): string | undefined {
  if (name === 'address.country') return COUNTRIES[shop.country[customer] ?? 0];
  return shop.isVip[customer] === 1 ? '["vip"]' : undefined;
}

function* lateOrders(shop: SegmentShop): Generator<OrderRecord> {
  let order = 0;
  let line = 0;
  for (const [customer, count] of shop.orderCounts.entries()) {
    for (const end = order + count; order < end; order += 1) {
      const endLine = line + (shop.lineCounts[order] ?? 0);
      if (isLate(order)) yield orderRecord(shop, customer, order, line, endLine);
      line = endLine;
    }
  }
}

function orderRecord(
  shop: SegmentShop,
  customer: number,
  order: number,
  line: number,
  endLine: number,
): OrderRecord {
  const time = (shop.orderTimeS[order] ?? 0) * 1000;
  return {
    ...{ kind: 'order', customerId: `c${customer}`, node: `user:c${customer}`, time, recordedTime: time },
    ...{ orderKey: `shop|${order}`, version: { updatedTime: time, tie: '' }, channel: '', source: NO_SOURCE },
    ...{ storeId: '', storeKind: '', coupon: '', currency: '', netMinor: shop.orderNetMinor[order] ?? 0 },
    lines: Array.from({ length: endLine - line }, (_, i) => ({
      productId: productId(shop.lineProduct[line + i] ?? 0),
      quantity: shop.lineQuantity[line + i] ?? 0,
      amountMinor: shop.lineAmountMinor[line + i] ?? 0,
    })),
  };
}

function* lateEvents(shop: SegmentShop): Generator<EventRecord> {
  let event = 0;
  for (const [customer, count] of shop.eventCounts.entries()) {
    for (const end = event + count; event < end; event += 1) {
      if (isLate(event)) yield eventRecord(shop, customer, event);
    }
  }
}

function eventRecord(shop: SegmentShop, customer: number, event: number): EventRecord {
  const time = (shop.eventTimeS[event] ?? 0) * 1000;
  const product = shop.eventProduct[event] ?? NO_CODE;
  return {
    ...{ kind: 'event', customerId: `c${customer}`, node: `user:c${customer}`, time, recordedTime: time },
    ...{ eventId: `e${event}`, type: EVENT_TYPES[shop.eventType[event] ?? 0] ?? '', page: '', query: '' },
    source: SOURCE_FACTS[shop.eventSource[event] ?? NO_CODE] ?? NO_SOURCE,
    productId: product === NO_CODE ? '' : productId(product),
    durationMs: 0,
  };
}
