import { localDay, monthOf, startOfMonth } from './civil.ts';
import { DAY_MS } from './day.ts';
import type { CalendarUnit } from './units.ts';
import type { ZoneTime } from './zone-time.ts';

/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_SHIFT_DAYS = 3;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** First instant of the calendar unit that holds an instant; weeks begin on Monday. */
export function startOfUnit(atMs: number, unit: CalendarUnit, zone: ZoneTime): number {
  return zone.instantOf(localUnitStart(zone.forwardLocalMs(atMs), unit, 0));
}

/** First instant of the calendar unit after the one that holds an instant. */
export function startOfNextUnit(atMs: number, unit: CalendarUnit, zone: ZoneTime): number {
  return zone.instantOf(localUnitStart(zone.forwardLocalMs(atMs), unit, 1));
}

/** First instant of a local day `YYYY-MM-DD`. @throws RangeError when there is no such day */
export function dayStart(day: string, zone: ZoneTime): number {
  return zone.instantOf(dayOf(day));
}

/** First instant after a local day `YYYY-MM-DD`. @throws RangeError when there is no such day */
export function dayEnd(day: string, zone: ZoneTime): number {
  return zone.instantOf(dayOf(day) + DAY_MS);
}

function dayOf(day: string): number {
  const localMs = localDay(day);
  if (localMs === undefined) throw new RangeError(`"${day}" is no day YYYY-MM-DD of the calendar.`);
  return localMs;
}

/** Start of the unit so many units after the one that holds a local time. */
function localUnitStart(localMs: number, unit: CalendarUnit, later: number): number {
  if (unit === 'day') return (Math.floor(localMs / DAY_MS) + later) * DAY_MS;
  if (unit === 'week') {
    const week = Math.floor((Math.floor(localMs / DAY_MS) + MONDAY_SHIFT_DAYS) / 7);
    return ((week + later) * 7 - MONDAY_SHIFT_DAYS) * DAY_MS;
  }
  const months = MONTHS_IN[unit];
  return startOfMonth((Math.floor(monthOf(localMs) / months) + later) * months);
}
