import type { SourceFact } from './source.ts';

/**
 * What can be asked. Every read is as of an instant in one or both times.
 *
 * `at`: facts with `time <= at` count; an order counts while none of its cancellations has `time <= at`. Of an order's versions
 * the newest counts at every `at` (a version corrects the past).
 * `knownAt`: only records with `recordedTime <= knownAt` are believed; of an order's versions the newest among those.
 * Absent: all that is known now. Who owns an identity node is always as known now.
 *
 * A window is `[fromMs, toMs]`, both inclusive. A rolling window of w ms before `at` is `(at - w, at]`, so that its rows are
 * those with `floor((at - time) / day) < w / day`: pass `fromMs: rollingWindowStart(at, w)`.
 */
export interface AsOf {
  at: number;
  knownAt?: number;
}

export interface Window {
  /** Inclusive; absent: all the past. */
  fromMs?: number;
  /** Inclusive; absent: `at`. The state stays the one at `at`: an order cancelled between `toMs` and `at` does not count. */
  toMs?: number;
}

/** First instant of the rolling window of `windowMs` that ends with `at`. */
export function rollingWindowStart(at: number, windowMs: number): number {
  return at - windowMs + 1;
}

/** The columns of a roll-up. */
export const ROLLUP_FIGURES = [
  'orderCount',
  'netMinor',
  'itemCount',
  'firstOrderMs',
  'lastOrderMs',
] as const satisfies readonly (keyof Rollup)[];
export type RollupFigure = (typeof ROLLUP_FIGURES)[number];

export interface RollupQuery extends Window {
  /** What is wanted of all customers; absent: everything. The other columns stay empty, which saves their time and memory. */
  figures?: readonly RollupFigure[];
}

/**
 * One window's sums of all customers; the index is the customer index. Refunds reduce `netMinor` and `itemCount` in the window that
 * holds the refund's time; cancelled orders and their refunds are in nothing.
 */
export interface Rollup {
  orderCount: Uint32Array;
  netMinor: Float64Array;
  /** Pieces bought less pieces given back. */
  itemCount: Float64Array;
  /** NaN without an order in the window; so is `lastOrderMs`. */
  firstOrderMs: Float64Array;
  lastOrderMs: Float64Array;
}

export interface CustomerRollup {
  orderCount: number;
  netMinor: number;
  itemCount: number;
  firstOrderMs: number;
  lastOrderMs: number;
}

export interface EventRollupQuery extends Window {
  /** Absent: every type. */
  types?: readonly string[];
}

export interface EventRollup {
  eventCount: Uint32Array;
  /** NaN without an event in the window. */
  lastEventMs: Float64Array;
}

export interface CustomerEventRollup {
  eventCount: number;
  lastEventMs: number;
}

/** Asked of one customer, the first event is told, too. */
export interface CustomerEventSpan extends CustomerEventRollup {
  firstEventMs: number;
}

export interface LineView {
  productId: string;
  quantity: number;
  amountMinor: number;
}

export interface RefundView {
  refundKey: string;
  orderKey: string;
  timeMs: number;
  recordedMs: number;
  amountMinor: number;
  lines: LineView[];
}

/** An order that counts at the instant asked for. */
export interface OrderView {
  orderKey: string;
  timeMs: number;
  recordedMs: number;
  updatedMs: number;
  netMinor: number;
  channel: string;
  /** What brought it (SRC-2): the source that it shows itself, else that of the visit that it was made in. */
  source: SourceFact;
  /** What it shows itself. */
  ownSource: SourceFact;
  storeId: string;
  storeKind: string;
  coupon: string;
  currency: string;
  lines: LineView[];
  /** Refunds of this order up to the instant asked for, oldest first. */
  refunds: RefundView[];
}

export interface EventView {
  type: string;
  timeMs: number;
  recordedMs: number;
  /** `hash53` of the event's id. */
  eventHash: number;
  source: SourceFact;
  productId: string;
  page: string;
  query: string;
  durationMs: number;
}

export interface ProductView {
  productId: string;
  name: string;
  brand: string;
  categoryPath: readonly string[];
  /** Unset when never told. */
  priceMinor: number | undefined;
}

export interface StoreView {
  storeId: string;
  storeKind: string;
  name: string;
  city: string;
  postalCode: string;
  country: string;
}

/**
 * An order or a refund during a visit, reused for each: copy what is kept. Its lines are the rows `lineStart … lineEnd - 1` of the
 * line columns, which change from visit to visit.
 */
export interface LedgerCursor {
  /** Customer index; -1 for guests. */
  customer: number;
  timeMs: number;
  /** A refund's is negative. */
  netMinor: number;
  isRefund: boolean;
  /** Codes of the dictionaries `channel` and `store`. */
  channelCode: number;
  storeCode: number;
  lineStart: number;
  lineEnd: number;
  /** Code of the dictionary `product`. */
  lineProduct: Uint32Array;
  lineQuantity: Int32Array;
  lineAmountMinor: Float64Array;
}

export interface VisitOptions extends Window {
  /** Default true. */
  includeGuests?: boolean;
  /** Default false. */
  includeRefunds?: boolean;
}
