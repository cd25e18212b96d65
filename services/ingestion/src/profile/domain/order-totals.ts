import { countsAsOrder, netOfOrder, type OrderRecord } from './order-record.ts';
import { needsVisit } from './order-source.ts';
import { compareText } from './stamp.ts';
import type { VisitSource } from './visit-source.ts';

/** What the orders of a customer come to. */
export interface OrderTotals {
  orderCount: number;
  netMinor: number;
  firstOrderTimeMs: number | null;
  firstOrderSource: VisitSource | null;
  lastOrderTimeMs: number | null;
  /** Latest time of an order whose source depends on the visits: later hits cannot change any order's source. */
  lastUnsourcedTimeMs: number | null;
}

export const NO_ORDERS: OrderTotals = {
  orderCount: 0,
  netMinor: 0,
  firstOrderTimeMs: null,
  firstOrderSource: null,
  lastOrderTimeMs: null,
  lastUnsourcedTimeMs: null,
};

/** Sums over all orders of one customer, in whatever order they come. */
export function totalsOf(records: Iterable<OrderRecord>): OrderTotals {
  const totals = { ...NO_ORDERS };
  let firstKey = '';
  for (const record of records) {
    totals.netMinor += netOfOrder(record);
    if (record.version === null) continue;
    const { placedTimeMs } = record.version;
    if (needsVisit(record.version))
      totals.lastUnsourcedTimeMs = later(totals.lastUnsourcedTimeMs, placedTimeMs);
    if (!countsAsOrder(record)) continue;
    totals.orderCount += 1;
    totals.lastOrderTimeMs = later(totals.lastOrderTimeMs, placedTimeMs);
    const firstTimeMs = totals.firstOrderTimeMs ?? Number.POSITIVE_INFINITY;
    if ((placedTimeMs - firstTimeMs || compareText(record.orderKey, firstKey)) < 0) {
      totals.firstOrderTimeMs = placedTimeMs;
      totals.firstOrderSource = record.source;
      firstKey = record.orderKey;
    }
  }
  return totals;
}

function later(leftMs: number | null, rightMs: number): number {
  return leftMs === null ? rightMs : Math.max(leftMs, rightMs);
}
