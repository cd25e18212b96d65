/** The first day whose instant, in ascending `instants`, is at or after `ms`; their number when none is. */
export function firstDayFrom(instants: Float64Array, ms: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
