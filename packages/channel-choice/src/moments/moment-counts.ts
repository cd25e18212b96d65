import { DAY_MS, type ZoneTime } from '@perennial/calendar';

export const HOURS_A_DAY = 24;
/** From Monday on. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** When a customer was there, by the shop's clock. */
export interface MomentCounts {
  /** Hours in which they did anything, by hour of the day. */
  readonly hours: readonly number[];
  /** Days on which they did anything, from Monday on. */
  readonly weekdays: readonly number[];
}

const HOUR_MS = 3_600_000;
/** 1 January 1970 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

/** Counts hours and days once, however much was done in them: an e-mail opened, its link followed and an order are one. */
export function countMoments(momentsMs: Iterable<number>, zone: ZoneTime): MomentCounts {
  const hours = new Set<number>();
  for (const momentMs of momentsMs) hours.add(Math.floor(zone.localMs(momentMs) / HOUR_MS));
  const days = new Set([...hours].map((hour) => Math.floor(hour / HOURS_A_DAY)));
  return {
    hours: countedBy(hours, HOURS_A_DAY, (hour) => hour - Math.floor(hour / HOURS_A_DAY) * HOURS_A_DAY),
    weekdays: countedBy(days, WEEKDAYS.length, weekdayOf),
  };
}

/** The next instant at which a local hour of a weekday begins. */
export function nextMomentMs(afterMs: number, weekday: number, hour: number, zone: ZoneTime): number {
  const today = Math.floor(zone.localMs(afterMs) / DAY_MS);
  for (let day = today; ; day += 1) {
    if (weekdayOf(day) !== weekday) continue;
    const beginsMs = zone.instantOf(day * DAY_MS + hour * HOUR_MS);
    if (beginsMs > afterMs) return beginsMs;
  }
}

/** @param day days since 1970 */
function weekdayOf(day: number): number {
  const { length } = WEEKDAYS;
  return (((day + WEEKDAY_OF_DAY_0) % length) + length) % length;
}

function countedBy(items: Iterable<number>, places: number, placeOf: (item: number) => number): number[] {
  const counts = new Array<number>(places).fill(0);
  for (const item of items) counts[placeOf(item)] += 1;
  return counts;
}
