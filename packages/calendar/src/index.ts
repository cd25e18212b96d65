export { DAY_MS, instantAfterWholeDays, wholeDaysBetween } from './day.ts';
export { ZoneTime } from './zone-time.ts';
