import type { OrderRecord, OrderVersion } from './order-record.ts';
import { DIRECT_SOURCE, showsSource, type VisitSource } from './visit-source.ts';
import { type VisitSpan, visitAt } from './visit-tally.ts';

/** True for an order that does not show itself what brought it. */
export function needsVisit(version: OrderVersion): boolean {
  return !showsSource(version.ownSource);
}

/**
 * The source of an order (SRC-2): what it shows itself; else that of the visit it falls into; else direct, and unset for a
 * stationary store, which nobody reaches by a link.
 */
export function sourceOfOrder(version: OrderVersion, visits: readonly VisitSpan[]): VisitSource | null {
  if (!needsVisit(version)) return version.ownSource;
  const visit = visitAt(visits, version.placedTimeMs);
  if (visit !== undefined) return visit.source;
  if (version.ownSource?.sourceClass === 'direct') return version.ownSource;
  return version.isStationary ? null : DIRECT_SOURCE;
}

/** The record with its source settled against `visits`, which must hold the visit around the order's time if there is one. */
export function withSettledSource(record: OrderRecord, visits: readonly VisitSpan[]): OrderRecord {
  if (record.version === null) return record;
  return { ...record, source: sourceOfOrder(record.version, visits) };
}
