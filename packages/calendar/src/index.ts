export { localDay } from './civil.ts';
export { DAY_MS, instantAfterWholeDays, wholeDaysBetween } from './day.ts';
export { minusSpan, spanPassedAt } from './span.ts';
export { dayEnd, dayStart, startOfNextUnit, startOfUnit } from './unit-start.ts';
export { CALENDAR_UNITS, type CalendarUnit, type Span, TIME_UNITS, type TimeUnit } from './units.ts';
export { ZoneTime } from './zone-time.ts';
