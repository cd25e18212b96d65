export const DAY_MS = 86_400_000;

/** Whole days from an instant to another: a stretch of 24 hours each, whatever the clocks in a zone do. */
export function wholeDaysBetween(fromMs: number, toMs: number): number {
  return Math.floor((toMs - fromMs) / DAY_MS);
}

/** First instant at which more than `days` whole days have passed since an instant. */
export function instantAfterWholeDays(sinceMs: number, days: number): number {
  return sinceMs + (days + 1) * DAY_MS;
}
