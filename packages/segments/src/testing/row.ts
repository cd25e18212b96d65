import type { Field, RowKind } from '@perennial/conditions';
import {
  type AsOf,
  type EventView,
  type FactsReader,
  type Hit,
  isHit,
  type LineView,
  NO_SOURCE,
  type OrderView,
  type RefundView,
  type SourceFact,
  showsSource,
  sourceFact,
  sourceKeyOf,
  type Visit,
  visitAt,
  visitsOf,
} from '@perennial/facts';

const DIRECT = sourceFact({ sourceClass: 'direct' });

export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** A row as a question sees it; fields that are unset or that its kind does not have are absent. */
export interface Row {
  timeMs: number;
  fields: Partial<Record<Field, FieldValue>>;
  /** Absent for rows that are worth nothing by nature: events, visits. */
  valueMinor?: number;
  pieces: number;
  durationMs: number;
  orderKey?: string;
  productIds: string[];
  /** Of an order. */
  lines: Row[];
}

/** Rows of a kind that exist at an instant, oldest first; events by their types. */
export function rowsOfKind(
  facts: FactsReader,
  customer: number,
  asOf: AsOf,
  kind: RowKind,
  eventTypes: readonly string[],
): Row[] {
  if (kind === 'event')
    return facts.eventsOf(customer, asOf, eventTypes).map((event) => eventRow(facts, event));
  if (kind === 'visit') return visitRows(facts.eventsOf(customer, asOf));
  const orders = ordersOf(facts, customer, asOf).map((order) => orderRow(facts, order));
  return kind === 'order' ? orders : orders.flatMap((order) => order.lines);
}

/** What refunds take back at an instant, as rows of the kind that they take from; values and pieces are positive. */
export function refundRows(facts: FactsReader, customer: number, asOf: AsOf, kind: RowKind): Row[] {
  if (kind !== 'line' && kind !== 'order') return [];
  const orders = ordersOf(facts, customer, asOf);
  return facts.refundsOf(customer, asOf).flatMap((refund) => {
    const order = orders.find(({ orderKey }) => orderKey === refund.orderKey);
    return kind === 'line' ? refundLines(facts, refund, order) : [wholeRefund(facts, refund, order)];
  });
}

function refundLines(facts: FactsReader, refund: RefundView, order: OrderView | undefined): Row[] {
  const fields = order === undefined ? {} : orderFields(facts, order);
  return refund.lines.map((line) => lineRow(facts, line, fields, refund));
}

function wholeRefund(facts: FactsReader, refund: RefundView, order: OrderView | undefined): Row {
  const whole = order === undefined ? undefined : orderRow(facts, order);
  return {
    ...{ timeMs: refund.timeMs, orderKey: refund.orderKey, valueMinor: refund.amountMinor, durationMs: 0 },
    fields: whole?.fields ?? {},
    lines: whole?.lines ?? [],
    pieces: refund.lines.reduce((sum, line) => sum + line.quantity, 0),
    productIds: [],
  };
}

function orderRow(facts: FactsReader, order: OrderView): Row {
  const fields = orderFields(facts, order);
  const lines = order.lines.map((line) => lineRow(facts, line, fields, order));
  return {
    ...{ timeMs: order.timeMs, orderKey: order.orderKey, fields, lines, durationMs: 0 },
    valueMinor: order.netMinor,
    pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    productIds: lines.flatMap((line) => line.productIds),
  };
}

function lineRow(
  facts: FactsReader,
  line: LineView,
  orderFields: Row['fields'],
  { timeMs, orderKey }: { timeMs: number; orderKey: string },
): Row {
  return {
    ...{ timeMs, orderKey, valueMinor: line.amountMinor, pieces: line.quantity, durationMs: 0, lines: [] },
    fields: {
      ...orderFields,
      ...productFields(facts, line.productId),
      price: line.amountMinor / line.quantity,
      quantity: line.quantity,
      amount: line.amountMinor,
    },
    productIds: line.productId === '' ? [] : [line.productId],
  };
}

function eventRow(facts: FactsReader, event: EventView): Row {
  const { timeMs, productId, page, query, durationMs } = event;
  return {
    ...{ timeMs, durationMs, pieces: 0, lines: [] },
    fields: {
      ...{ page, query, duration: durationMs },
      ...productFields(facts, productId),
      ...sourceFields(event.source),
    },
    productIds: productId === '' ? [] : [productId],
  };
}

/** The orders with what brought them, found out from the customer's visits rather than taken from the facts (SRC-2). */
function ordersOf(facts: FactsReader, customer: number, asOf: AsOf): OrderView[] {
  const visits = visitsIn(facts.eventsOf(customer, asOf));
  return facts.ordersOf(customer, asOf).map((order) => {
    const { ownSource, storeKind, timeMs } = order;
    if (showsSource(ownSource)) return { ...order, source: ownSource };
    const visit = visitAt(visits, timeMs);
    if (visit !== undefined) return { ...order, source: sourceOfVisit(visit) };
    if (ownSource.sourceClass === 'direct') return { ...order, source: ownSource };
    return { ...order, source: storeKind === 'stationary' ? NO_SOURCE : DIRECT };
  });
}

function visitsIn(events: readonly EventView[]): Visit<EventView & Hit>[] {
  const hits = events.filter(({ type }) => isHit(type));
  return visitsOf(hits.map((event) => ({ ...event, sourceKey: sourceKeyOf(event.source) })));
}

function sourceOfVisit({ hits: [first] }: Visit<EventView & Hit>): SourceFact {
  return showsSource(first.source) ? first.source : DIRECT;
}

function visitRows(events: readonly EventView[]): Row[] {
  return visitsIn(events).map((visit) => {
    const { startTimeMs: timeMs, endTimeMs, hits } = visit;
    const durationMs = endTimeMs - timeMs;
    return {
      ...{ timeMs, durationMs, pieces: 0, lines: [], productIds: [] },
      fields: {
        ...sourceFields(sourceOfVisit(visit)),
        ...{ page: hits[0].page, duration: durationMs, hits: hits.length },
      },
    };
  });
}

function orderFields(facts: FactsReader, order: OrderView): Row['fields'] {
  const store = facts.store(order.storeId);
  return {
    ...{ value: order.netMinor, channel: order.channel, coupon: order.coupon, store: order.storeId },
    store_kind: order.storeKind === '' ? store?.storeKind : order.storeKind,
    store_city: store?.city,
    store_postal_code: store?.postalCode,
    store_country: store?.country,
    ...sourceFields(order.source),
  };
}

function productFields(facts: FactsReader, productId: string): Row['fields'] {
  const product = facts.product(productId);
  return {
    product: productId,
    name: product?.name,
    brand: product?.brand,
    category: product?.categoryPath,
  };
}

/** Whether it is paid is known where the class is. */
function sourceFields(source: SourceFact): Row['fields'] {
  return {
    source: source.sourceClass,
    ...(source.sourceClass === '' ? {} : { paid: source.paid }),
    utm_source: source.utmSource,
    utm_medium: source.utmMedium,
    utm_campaign: source.utmCampaign,
    utm_term: source.utmTerm,
    utm_content: source.utmContent,
    utm_id: source.utmId,
    referrer: source.referrerHost,
    search_term: source.searchTerm,
    source_channel: source.channel,
  };
}
