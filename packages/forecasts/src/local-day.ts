import { DAY_MS, type ZoneTime } from '@perennial/calendar';

/** The local day that holds an instant, as days since 1970. */
export function dayOf(zone: ZoneTime, instantMs: number): number {
  return Math.floor(zone.forwardLocalMs(instantMs) / DAY_MS);
}

/** First instant of a local day since 1970. */
export function startOfDay(zone: ZoneTime, day: number): number {
  return zone.instantOf(day * DAY_MS);
}

/** YYYY-MM-DD of a day since 1970. */
export function dateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
