import type { ZoneTime } from '@perennial/calendar';

/** The instants of some days, and the starts of their local days, at which quantiles are found. */
export interface Moments {
  /** Ascending. */
  all: Float64Array;
  /** The last of all. */
  untilMs: number;
  /** Where the start of each day's local day, and its instant, stand among all. */
  days: readonly { start: number; at: number }[];
}

/** @param instants ascending */
export function momentsOf(instants: Float64Array, zone: ZoneTime): Moments {
  const starts = Float64Array.from(instants, (at) => zone.startOfDay(at));
  const all = Float64Array.from(new Set([...instants, ...starts])).sort();
  const places = new Map(Array.from(all, (ms, place) => [ms, place]));
  const placeOf = (ms: number): number => places.get(ms) ?? Number.NaN;
  const days = Array.from(instants, (at, day) => ({ start: placeOf(starts[day]), at: placeOf(at) }));
  return { all, untilMs: all[all.length - 1], days };
}
