import { DAY_MS } from './day.ts';

/** Midnight that begins a month of the calendar; months beyond December run on into the years after. */
export function monthStart(year: number, month: number): number {
  return Date.UTC(year, month, 1);
}

/** Local time so many months later (earlier when negative), on the same day of the month, and that day's number in the target's month. */
export function shiftMonths(localMs: number, months: number): { shiftedMs: number; exists: boolean } {
  const date = new Date(localMs);
  const startMs = monthStart(date.getUTCFullYear(), date.getUTCMonth() + months);
  const endMs = monthStart(date.getUTCFullYear(), date.getUTCMonth() + months + 1);
  const shiftedMs = startMs + (localMs - monthStart(date.getUTCFullYear(), date.getUTCMonth()));
  return shiftedMs < endMs ? { shiftedMs, exists: true } : { shiftedMs: endMs, exists: false };
}

/** Local midnight of a day `YYYY-MM-DD`; undefined when the text is no such day or the calendar does not have it. */
export function localDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || Math.floor(ms / DAY_MS) * DAY_MS !== ms) return undefined;
  return new Date(ms).toISOString().startsWith(text) ? ms : undefined;
}
