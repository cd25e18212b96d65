import type { SourceFact } from './source.ts';

/**
 * What the store takes in. All times are ms since the epoch, all money integer minor units of the tenant's reporting currency.
 * Records may come in any order and any number of times; the state depends on the set of them alone. Records with the
 * same identity (named at each kind) must carry the same content, except that the smallest `recordedTime` is kept.
 */

/** A customer's fact, under the identity node (`user:u1`, `anon:a1`, `email:…`) that carried it. */
interface CustomerFact {
  /** `''` is a guest: counted in the shop's totals, in nothing that is told per customer. */
  customerId: string;
  node: string;
  /** When it happened. */
  time: number;
  /** When we learned it. */
  recordedTime: number;
}

/** Which of several tellings of one order or refund is newer: the greater `updatedTime`, then the record's `recordedTime`, then `hash53(tie)`. */
export interface Version {
  updatedTime: number;
  /** Tells tellings of the same instant apart: the id of the event. */
  tie: string;
}

export interface LineRecord {
  productId: string;
  /** Whole pieces, positive. */
  quantity: number;
  amountMinor: number;
}

export type StoreKind = 'online' | 'stationary' | '';

/** Identity: customer, node, `orderKey`, version. Of several versions of one order the newest counts. `time` is when it was placed. */
export interface OrderRecord extends CustomerFact {
  kind: 'order';
  /** `<source>|<orderId>`, unique in the tenant. */
  orderKey: string;
  version: Version;
  channel: string;
  source: SourceFact;
  storeId: string;
  storeKind: StoreKind;
  coupon: string;
  currency: string;
  /** Value after discounts, without shipping and tax. */
  netMinor: number;
  lines: readonly LineRecord[];
}

/** Identity: customer, node, `orderKey`, `id`. From `time` on the order and its refunds are worth nothing and count as nothing. */
export interface CancellationRecord extends CustomerFact {
  kind: 'cancellation';
  orderKey: string;
  id: string;
}

/** Identity: customer, node, `refundKey`, version. Takes value back at its own time; is no order. */
export interface RefundRecord extends CustomerFact {
  kind: 'refund';
  refundKey: string;
  /** `''` when the order is unknown. */
  orderKey: string;
  version: Version;
  /** Positive. */
  amountMinor: number;
  lines: readonly LineRecord[];
}

/** Identity: customer, node, `eventId`, `time`. */
export interface EventRecord extends CustomerFact {
  kind: 'event';
  eventId: string;
  /** Canonical name: `visit_started`, `page_viewed`, `product_viewed`, `cart_added`, `message_opened` …, or the shop's own. */
  type: string;
  source: SourceFact;
  /** `''` when none; so are page and query. */
  productId: string;
  page: string;
  /** Words searched for on the site. */
  query: string;
  durationMs: number;
}

export type AttributeValue = string | number | boolean | null;

/** Identity: customer, node, `eventId`, `time`, key. A key's last writer by (`time`, `recordedTime`, `hash53(eventId)`) wins. */
export interface AttributeRecord extends CustomerFact {
  kind: 'attributes';
  eventId: string;
  /** `null` takes a value back. */
  values: Readonly<Record<string, AttributeValue>>;
}

/** What is told of a product; each field's last writer by (authority, `time`, `recordedTime`, `eventId`) wins, unset fields say nothing. */
export interface ProductRecord {
  kind: 'product';
  productId: string;
  name?: string;
  brand?: string;
  categoryPath?: readonly string[];
  priceMinor?: number;
  /** What the catalogue says wins over what an order line says. */
  authority: 'catalogue' | 'order-line';
  time: number;
  recordedTime: number;
  eventId: string;
}

/** What is told of a place of purchase; each field's last writer by (`authority`, `time`, `recordedTime`, `eventId`) wins. */
export interface StoreRecord {
  kind: 'store';
  storeId: string;
  storeKind?: StoreKind;
  name?: string;
  city?: string;
  postalCode?: string;
  country?: string;
  /** What is told of the store itself wins over what an order says of it. */
  authority: 'store' | 'order';
  time: number;
  recordedTime: number;
  eventId: string;
}

/**
 * The node belongs to another customer now. The move with the highest `generation` (then the greater `toCustomerId`) decides who
 * owns it; rows of a node that was ever moved are visible under its owner only. Holds for all instants, also past ones.
 */
export interface NodeMovedRecord {
  kind: 'node-moved';
  /** `''` in the first binding of a node. */
  fromCustomerId: string;
  toCustomerId: string;
  node: string;
  generation: number;
}

export type LedgerRecord = OrderRecord | RefundRecord | CancellationRecord;

export type FactRecord =
  | LedgerRecord
  | EventRecord
  | AttributeRecord
  | ProductRecord
  | StoreRecord
  | NodeMovedRecord;
