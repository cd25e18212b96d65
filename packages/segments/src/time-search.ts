/** The first of `count` ascending times that is not before an instant; `count` when all are. For one kind of array, so that it is compiled for that. */
export function firstTimeFrom(times: Float64Array, count: number, ms: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
