import type { Random } from './random.ts';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Demand by month, January first; mean about 1. December and November carry the year, August has the start of school. */
const MONTH_FACTORS = [0.75, 0.7, 0.85, 0.95, 0.85, 0.8, 0.8, 1.15, 0.9, 1.05, 1.55, 1.75] as const;
/** Demand by weekday, Sunday first. */
const WEEKDAY_FACTORS = [1.2, 1.05, 0.95, 0.9, 0.95, 0.95, 1.0] as const;
/** Share of visits by hour of the local day: lunch and the hour after the children sleep. */
const HOUR_WEIGHTS = [
  1, 0.5, 0.2, 0.1, 0.1, 0.3, 1, 2, 3, 4, 4.5, 5, 6, 5, 4, 4, 4, 4.5, 5, 7, 10, 11, 7, 3,
] as const;
const HOURS = HOUR_WEIGHTS.map((_, hour) => hour);

/** Demand of a day relative to the mean. */
export function seasonOf(dayStartMs: number): number {
  const date = new Date(dayStartMs);
  return (MONTH_FACTORS[date.getUTCMonth()] ?? 1) * (WEEKDAY_FACTORS[date.getUTCDay()] ?? 1);
}

/** True in the days when the shop cuts prices: the last week of November and the first two of January. */
export function isSale(dayStartMs: number): boolean {
  const date = new Date(dayStartMs);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  return (month === 10 && day >= 23 && day <= 30) || (month === 0 && day >= 2 && day <= 16);
}

/** A moment of the day when people visit the web shop, ms since the epoch. */
export function onlineMoment(dayStartMs: number, random: Random): number {
  const hour = random.weighted(HOURS, (candidate) => HOUR_WEIGHTS[candidate] ?? 0);
  return dayStartMs + hour * HOUR_MS + Math.floor(random.unit() * HOUR_MS);
}

/** A moment within the opening hours of a store, 9 to 19. */
export function storeMoment(dayStartMs: number, random: Random): number {
  return dayStartMs + Math.floor(random.between(9, 19) * HOUR_MS);
}
