import type { DictionaryView } from './columns/dictionary-view.ts';
import type { FactsColumns } from './facts-columns.ts';
import type { NamedNodeKind } from './node-kinds.ts';
import type { OrderTotals } from './postings/total-columns.ts';
import type {
  AsOf,
  CustomerEventSpan,
  CustomerRollup,
  EventRollup,
  EventRollupQuery,
  EventView,
  LedgerCursor,
  OrderView,
  ProductView,
  RefundView,
  Rollup,
  RollupQuery,
  StoreView,
  VisitOptions,
} from './read.ts';
import type { AttributeValue } from './record.ts';

/** The reading half of `Facts`: what scoring, segmentation and analytics depend on. */
export interface FactsReader {
  /** Customers ever seen, those without orders and absorbed ones included; guests are none. */
  readonly customerCount: number;
  customerIdAt(index: number): string;
  /** -1 when never seen. */
  customerIndexOf(customerId: string): number;
  /** False when all its identity nodes belong to other customers now: it was absorbed. */
  isActive(index: number): boolean;
  /** Kinds of the identity nodes that name the customer. */
  nodeKindsOf(index: number): NamedNodeKind[];
  /** No node names the customer, nor an attribute `email` or `phone`. */
  isAnonymous(index: number): boolean;
  columns(): FactsColumns;
  /**
   * All customers, one pass over the columns for each window. `reuse`: results of an earlier call that nobody needs any more; they
   * are written over where they fit, which saves the time that fresh memory takes.
   */
  rollup(queries: readonly RollupQuery[], asOf: AsOf, reuse?: readonly Rollup[]): Rollup[];
  /**
   * Orders, net value and last order of all customers over all time, kept current: costs what changed since they were asked for last.
   * They are the facts' own: to be read only, and only until the next record. Undefined for earlier knowledge and where a row lies after
   * the instant.
   */
  orderTotals(asOf: AsOf): OrderTotals | undefined;
  rollupOne(index: number, queries: readonly RollupQuery[], asOf: AsOf): CustomerRollup[];
  /** Of all guests together. */
  rollupGuests(queries: readonly RollupQuery[], asOf: AsOf): CustomerRollup[];
  eventRollup(queries: readonly EventRollupQuery[], asOf: AsOf): EventRollup[];
  eventRollupOne(index: number, queries: readonly EventRollupQuery[], asOf: AsOf): CustomerEventSpan[];
  /** Chronological; equal times by order key. Index -1: guests. */
  ordersOf(index: number, asOf: AsOf): OrderView[];
  /** Also those whose order is unknown. Chronological; equal times by refund key. */
  refundsOf(index: number, asOf: AsOf): RefundView[];
  /** Chronological; equal times by `eventHash`. */
  eventsOf(index: number, asOf: AsOf, types?: readonly string[]): EventView[];
  attributesOf(index: number, asOf: AsOf): Record<string, AttributeValue>;
  product(productId: string): ProductView | undefined;
  store(storeId: string): StoreView | undefined;
  dictionary(name: 'product' | 'channel' | 'store' | 'eventType'): DictionaryView;
  /** Visits every order that counts (and, if asked, refund), customer by customer but in no promised order: sums must not depend on it. */
  forEachOrder(asOf: AsOf, options: VisitOptions, visit: (cursor: LedgerCursor) => void): void;
}
