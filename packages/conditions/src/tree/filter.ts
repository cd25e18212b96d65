import type { ValueTest } from './value-test.ts';

/** A question about one row. */
export type Filter =
  | { kind: 'and' | 'or'; of: readonly Filter[] }
  | { kind: 'not'; of: Filter }
  | FieldFilter
  | LinesFilter;

export interface FieldFilter {
  kind: 'field';
  field: Field;
  test: ValueTest;
}

/** For orders: how many of its lines match. `none`: no line does; `all`: every line does, and there is one. */
export interface LinesFilter {
  kind: 'lines';
  quantifier: 'any' | 'all' | 'none';
  filter: Filter;
}

export type FieldType = 'id' | 'text' | 'path' | 'number' | 'money' | 'flag' | 'duration';

/** Where a field's value is found, by kind of row. */
type FieldPlace = 'product' | 'line' | 'order' | 'source' | 'store' | 'event' | 'visit';

/**
 * Every field that a filter may name. Ids compare exactly, other texts without regard to case; a category is a path from the widest to
 * the narrowest, of which any element or any leading part (`Shoes > Boots`) may be named.
 */
export const FIELDS = {
  product: { type: 'id', place: 'product' },
  name: { type: 'text', place: 'product' },
  brand: { type: 'text', place: 'product' },
  category: { type: 'path', place: 'product' },
  /** One piece as charged: amount / quantity. */
  price: { type: 'money', place: 'line' },
  quantity: { type: 'number', place: 'line' },
  amount: { type: 'money', place: 'line' },
  /** Net value of the order. */
  value: { type: 'money', place: 'order' },
  channel: { type: 'text', place: 'order' },
  coupon: { type: 'text', place: 'order' },
  store: { type: 'id', place: 'store' },
  store_kind: { type: 'text', place: 'store' },
  store_city: { type: 'text', place: 'store' },
  store_postal_code: { type: 'text', place: 'store' },
  store_country: { type: 'text', place: 'store' },
  /** Class: adv, email, sms, utm, search, referral, direct. */
  source: { type: 'text', place: 'source' },
  paid: { type: 'flag', place: 'source' },
  utm_source: { type: 'text', place: 'source' },
  utm_medium: { type: 'text', place: 'source' },
  utm_campaign: { type: 'text', place: 'source' },
  utm_term: { type: 'text', place: 'source' },
  utm_content: { type: 'text', place: 'source' },
  utm_id: { type: 'text', place: 'source' },
  referrer: { type: 'text', place: 'source' },
  search_term: { type: 'text', place: 'source' },
  source_channel: { type: 'text', place: 'source' },
  page: { type: 'text', place: 'event' },
  query: { type: 'text', place: 'event' },
  duration: { type: 'duration', place: 'event' },
  /** Hits of the visit. */
  hits: { type: 'number', place: 'visit' },
} as const satisfies Record<string, { type: FieldType; place: FieldPlace }>;

export type Field = keyof typeof FIELDS;
