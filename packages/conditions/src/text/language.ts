import type { RowKind } from '../tree/row-set.ts';

/** In which money stands. */
export interface TextLanguage {
  /** ISO 4217 code of the tenant's reporting currency. */
  currency: string;
  /** Minor units in one unit: 100 for EUR, 1 for JPY. */
  minorPerUnit: number;
}

export const DID = 'did';

/** Verbs, and what they ask for. */
export const VERBS: ReadonlyMap<string, { rows: RowKind; eventType?: string }> = new Map([
  ['bought', { rows: 'line' }],
  ['ordered', { rows: 'order' }],
  ['visited', { rows: 'visit' }],
  ['viewed', { rows: 'event', eventType: 'product_viewed' }],
  ['listed', { rows: 'event', eventType: 'product_list_viewed' }],
  ['carted', { rows: 'event', eventType: 'cart_added' }],
  ['wished', { rows: 'event', eventType: 'wishlist_added' }],
  ['checked out', { rows: 'event', eventType: 'checkout_started' }],
  ['searched', { rows: 'event', eventType: 'searched' }],
  ['opened', { rows: 'event', eventType: 'message_opened' }],
  ['clicked', { rows: 'event', eventType: 'message_clicked' }],
  ['paged', { rows: 'event', eventType: 'page_viewed' }],
]);

/** Texts that may stand without quotes, if they are not reserved. */
const BARE = /^[a-z0-9_][a-z0-9_-]*$/;
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'then', 'within', 'over', 'everyone', 'nobody']);

export function mayStandBare(text: string): boolean {
  return BARE.test(text) && !RESERVED.has(text);
}

/** Fixed lengths of time, longest first; months and years have none. */
export const DURATION_UNITS = [
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['ms', 1],
] as const;
