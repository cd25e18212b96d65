const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_CACHED = 100_000;

/** Ms since the epoch of a moment on the wall of a zone. */
export type ZoneClock = (wallMs: number) => number;

function offsetAt(format: Intl.DateTimeFormat, utcMs: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1_000) * 1_000;
}

/** A time that the clocks show twice is the first of the two; one that they skip is as much later. */
function offsetOfWall(format: Intl.DateTimeFormat, wallMs: number): number {
  const before = offsetAt(format, wallMs - DAY_MS);
  const after = offsetAt(format, wallMs + DAY_MS);
  if (before === after || offsetAt(format, wallMs - before) === before) return before;
  return offsetAt(format, wallMs - after) === after ? after : before;
}

/** @throws RangeError when the zone is not in the IANA database */
export function createZoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const offsets = new Map<number, number>();
  const cached = (key: number, find: () => number): number => {
    const known = offsets.get(key);
    if (known !== undefined) return known;
    if (offsets.size >= MAX_CACHED) offsets.clear();
    const offset = find();
    offsets.set(key, offset);
    return offset;
  };
  return (wallMs) => {
    const dayMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
    const before = cached(dayMs - DAY_MS, () => offsetAt(format, dayMs - DAY_MS));
    const after = cached(dayMs + 2 * DAY_MS, () => offsetAt(format, dayMs + 2 * DAY_MS));
    // Nowhere do clocks change twice within three days.
    return wallMs - (before === after ? before : offsetOfWall(format, wallMs));
  };
}

export function isTimeZone(name: string): boolean {
  try {
    createZoneClock(name);
    return true;
  } catch {
    return false;
  }
}

/** ISO 8601 in UTC. */
export function toIsoTime(wallMs: number, offsetMinutes: number | undefined, clock: ZoneClock): string {
  const ms = offsetMinutes === undefined ? clock(wallMs) : wallMs - offsetMinutes * MINUTE_MS;
  return new Date(ms).toISOString();
}
