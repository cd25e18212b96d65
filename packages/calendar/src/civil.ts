import { DAY_MS } from './day.ts';

/** From 1 March of the year 0, with which leap days fall at the end of a year, to 1 January 1970. */
const EPOCH_DAYS = 719_468;
const DAYS_IN_400_YEARS = 146_097;

/** Local time so many months later (earlier when negative), on the same day of the month, and that day's number in the target's month. */
export function shiftMonths(localMs: number, months: number): { shiftedMs: number; exists: boolean } {
  const month = monthOf(localMs);
  const endMs = startOfMonth(month + months + 1);
  const shiftedMs = startOfMonth(month + months) + (localMs - startOfMonth(month));
  return shiftedMs < endMs ? { shiftedMs, exists: true } : { shiftedMs: endMs, exists: false };
}

/** Local midnight of a day `YYYY-MM-DD`; undefined when the text is no such day or the calendar does not have it. */
export function localDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || Math.floor(ms / DAY_MS) * DAY_MS !== ms) return undefined;
  return new Date(ms).toISOString().startsWith(text) ? ms : undefined;
}

/**
 * The month that holds a local time, counted from January of the year 0. By arithmetic (civil_from_days and days_from_civil of Howard
 * Hinnant), as dates cost ten times as much.
 */
export function monthOf(localMs: number): number {
  const day = Math.floor(localMs / DAY_MS) + EPOCH_DAYS;
  const era = Math.floor(day / DAYS_IN_400_YEARS);
  const dayOfEra = day - era * DAYS_IN_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + yearOfEra) * 12 + monthFromMarch + 2;
}

/** Midnight that begins a month counted as by `monthOf`. */
export function startOfMonth(month: number): number {
  const fromMarch = month - 2;
  const year = Math.floor(fromMarch / 12);
  const monthFromMarch = fromMarch - year * 12;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5);
  return (365 * year + leapDays + dayOfYear - EPOCH_DAYS) * DAY_MS;
}
