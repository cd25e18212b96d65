export const TIME_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const CALENDAR_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** A stretch of time as people say it: 6 months, 90 days. `amount` is a whole number, at least 1. */
export interface Span {
  amount: number;
  unit: TimeUnit;
}
