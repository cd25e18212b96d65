import { firstTimeFrom } from '../time-search.ts';

/** The first day whose instant, in ascending `instants`, is at or after `ms`; their number when none is. */
export function firstDayFrom(instants: Float64Array, ms: number): number {
  const days = instants.length;
  if (days === 0 || instants[0] >= ms) return 0;
  if (instants[days - 1] < ms) return days;
  // Days are almost evenly apart, mostly: looked for where it would then be. Open ends are no measure (NaN).
  const share = (ms - instants[0]) / (instants[days - 1] - instants[0]);
  const guess = Math.ceil(share * (days - 1));
  for (let day = Math.max(1, guess - 1); day <= guess + 1 && day < days; day += 1)
    if (instants[day - 1] < ms && instants[day] >= ms) return day;
  return firstTimeFrom(instants, days, ms);
}
