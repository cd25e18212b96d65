import { localDay, type ZoneTime } from '@perennial/calendar';

/** ISO 8601: a date, or a date and time of day, with or without its distance from UTC. */
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** The instant that a trait names: a date its first, a time of day without a distance from UTC one of the zone. Undefined when it names none. */
export function attributeTime(value: unknown, zone: ZoneTime): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const [, day, timeOfDay = '00:00', distance] = DATE_AND_TIME.exec(value) ?? [];
  if (day === undefined || localDay(day) === undefined) return undefined;
  const ms = Date.parse(`${day}T${timeOfDay}${distance ?? 'Z'}`);
  if (Number.isNaN(ms)) return undefined;
  return distance === undefined ? zone.instantOf(ms) : ms;
}
