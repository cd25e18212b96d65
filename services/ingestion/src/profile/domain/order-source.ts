import { type SourceForm, settledSource, showsSource, visitAt } from '@perennial/facts';
import type { OrderRecord, OrderVersion } from './order-record.ts';
import { DIRECT_SOURCE, type VisitSource } from './visit-source.ts';
import type { SourcedSpan } from './visit-tally.ts';

const SOURCES: SourceForm<VisitSource | null> = {
  shows: (source) => source !== null && showsSource(source),
  isDirect: (source) => source?.sourceClass === 'direct',
  direct: DIRECT_SOURCE,
  none: null,
};

/** True for an order that does not show itself what brought it. */
export function needsVisit({ ownSource }: OrderVersion): boolean {
  return !SOURCES.shows(ownSource);
}

/** The source of an order by the rule of the facts (SRC-2). */
export function sourceOfOrder(version: OrderVersion, visits: readonly SourcedSpan[]): VisitSource | null {
  const visit = visitAt(visits, version.placedTimeMs);
  return settledSource(SOURCES, version.ownSource, version.isStationary, visit?.source);
}

/** The record with its source settled against `visits`, which must hold the visit around the order's time if there is one. */
export function withSettledSource(record: OrderRecord, visits: readonly SourcedSpan[]): OrderRecord {
  if (record.version === null) return record;
  return { ...record, source: sourceOfOrder(record.version, visits) };
}
