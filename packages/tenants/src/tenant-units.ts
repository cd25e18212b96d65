import { ZoneTime } from '@perennial/calendar';

const zones = new Map<string, ZoneTime>();

/** Local time of a zone; one for all who ask, as it keeps offsets that it has found. */
export function zoneTime(timeZone: string): ZoneTime {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = new ZoneTime(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

/** Minor units in one unit of a currency: 100 for EUR, 1 for JPY. */
export function minorPerUnit(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}
