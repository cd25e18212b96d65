import { shiftMonths } from './civil.ts';
import { DAY_MS } from './day.ts';
import type { Span } from './units.ts';
import type { ZoneTime } from './zone-time.ts';

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS } as const;

/**
 * The instant so long before another. Days and longer keep the wall clock of the zone; in a shorter month that lacks the day it is the last
 * millisecond of the month. Never falls when `atMs` rises.
 */
export function minusSpan(atMs: number, span: Span, zone: ZoneTime): number {
  if (span.unit === 'minute' || span.unit === 'hour') return atMs - span.amount * UNIT_MS[span.unit];
  const localMs = zone.forwardLocalMs(atMs);
  if (span.unit === 'day' || span.unit === 'week')
    return zone.instantOf(localMs - span.amount * UNIT_MS[span.unit]);
  const { shiftedMs, exists } = shiftMonths(localMs, -monthsOf(span));
  return exists ? zone.instantOf(shiftedMs) : zone.instantOf(shiftedMs) - 1;
}

/** The first instant for which `minusSpan` is at least `timeMs`: when something of that time has become so old. */
export function spanPassedAt(timeMs: number, span: Span, zone: ZoneTime): number {
  if (span.unit === 'minute' || span.unit === 'hour') return timeMs + span.amount * UNIT_MS[span.unit];
  const localMs = firstLocalReaching(timeMs, zone);
  if (span.unit === 'day' || span.unit === 'week')
    return zone.instantOf(localMs + span.amount * UNIT_MS[span.unit]);
  return zone.instantOf(shiftMonths(localMs, monthsOf(span)).shiftedMs);
}

/** The earliest local time whose instant is `timeMs` or later. */
function firstLocalReaching(timeMs: number, zone: ZoneTime): number {
  return zone.forwardLocalMs(timeMs - 1) + 1;
}

function monthsOf(span: Span): number {
  return span.unit === 'year' ? span.amount * 12 : span.amount;
}
