import { hash53 } from '@perennial/facts';
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
  /** Of all that is known of the orders, in whatever order: two writers who know different orders differ in it. */
  fingerprint: number;
}

export const NO_ORDERS: OrderTotals = {
  orderCount: 0,
  netMinor: 0,
  firstOrderTimeMs: null,
  firstOrderSource: null,
  lastOrderTimeMs: null,
  lastUnsourcedTimeMs: null,
  fingerprint: 0,
};

/** Sums over all orders of one customer, in whatever order they come. */
export function totalsOf(records: Iterable<OrderRecord>): OrderTotals {
  const totals = { ...NO_ORDERS };
  let firstKey = '';
  for (const record of records) {
    totals.netMinor += netOfOrder(record);
    totals.fingerprint = (totals.fingerprint + fingerprintOf(record)) % 2 ** 52;
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

/** Half the range of `hash53`, so that a sum of two stays exact. */
function fingerprintOf({ orderKey, version, cancelledTimeMs, refunds, source }: OrderRecord): number {
  const told = version && [version.timeMs, version.recordedTimeMs, version.placedTimeMs, version.netMinor];
  const back = refunds.map(({ key, value, timeMs, recordedTimeMs }) => [key, value, timeMs, recordedTimeMs]);
  return Math.floor(hash53(JSON.stringify([orderKey, told, cancelledTimeMs, back, source?.sourceClass])) / 2);
}

function later(leftMs: number | null, rightMs: number): number {
  return leftMs === null ? rightMs : Math.max(leftMs, rightMs);
}
