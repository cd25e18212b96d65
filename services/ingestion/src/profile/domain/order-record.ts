import { type Latest, withLatest } from './latest.ts';
import type { CancellationTold, OrderTold, RefundTold } from './profile-event.ts';
import { compareStamps, type Stamp } from './stamp.ts';
import type { VisitSource } from './visit-source.ts';

/** The newest version of an order; the stamp orders versions, so its time is that of the version. */
export interface OrderVersion extends Stamp {
  placedTimeMs: number;
  netMinor: number;
  isStationary: boolean;
  /** The source that the order itself shows. */
  ownSource: VisitSource | null;
}

/** All that was told of one order, in whatever order; refunds and the cancellation may come first. */
export interface OrderRecord {
  orderKey: string;
  /** Null while only refunds or a cancellation are known. */
  version: OrderVersion | null;
  /** Of the earliest cancellation; null while the order stands. */
  cancelledTimeMs: number | null;
  /** Amount by refund key. */
  refunds: readonly Latest<number>[];
  /** The source that brought the order (SRC-2), settled against the customer's visits. */
  source: VisitSource | null;
}

/** Anything that is told of an order. */
export type OrderNews = OrderTold | CancellationTold | RefundTold;

export function emptyOrder(orderKey: string): OrderRecord {
  return { orderKey, version: null, cancelledTimeMs: null, refunds: [], source: null };
}

/** The record with `news` in it; the same whatever the order of the news. */
export function withOrderNews(record: OrderRecord, news: OrderNews): OrderRecord {
  if (news.kind === 'order') return withVersion(record, news);
  if (news.kind === 'refund') {
    const { refundKey: key, amountMinor: value, updatedTimeMs: timeMs, recordedTimeMs, eventId } = news;
    return {
      ...record,
      refunds: withLatest(record.refunds, { key, value, timeMs, recordedTimeMs, eventId }),
    };
  }
  return { ...record, cancelledTimeMs: Math.min(record.cancelledTimeMs ?? news.timeMs, news.timeMs) };
}

function withVersion(record: OrderRecord, told: OrderTold): OrderRecord {
  const version: OrderVersion = {
    timeMs: told.updatedTimeMs,
    recordedTimeMs: told.recordedTimeMs,
    eventId: told.eventId,
    placedTimeMs: told.placedTimeMs,
    netMinor: told.netMinor,
    isStationary: told.isStationary,
    ownSource: told.source,
  };
  const isNewer = record.version === null || compareStamps(version, record.version) > 0;
  return isNewer ? { ...record, version } : record;
}

/** True for an order that is known and not cancelled. */
export function countsAsOrder(record: OrderRecord): boolean {
  return record.version !== null && record.cancelledTimeMs === null;
}

/** Value less refunds in minor units; a cancelled order and its refunds are worth nothing. */
export function netOfOrder(record: OrderRecord): number {
  if (record.cancelledTimeMs !== null) return 0;
  return record.refunds.reduce((net, refund) => net - refund.value, record.version?.netMinor ?? 0);
}
