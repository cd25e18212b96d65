/**
 * Value at a rank (0-based, ascending) of `values[0 … count - 1]`, by Floyd and Rivest's SELECT (CACM 18(3), 1975): O(n), also
 * with many equal values. Reorders the array so that smaller values stand before the rank and greater ones after.
 */
export function selectRank(values: Float64Array, count: number, rank: number): number {
  narrow(values, 0, count - 1, rank);
  return values[rank] ?? Number.NaN;
}

/** Above this length a sample narrows the range first; the constants are those of the paper. */
const SAMPLE_FROM = 600;

function narrow(values: Float64Array, from: number, to: number, rank: number): void {
  let left = from;
  let right = to;
  while (right > left) {
    if (right - left > SAMPLE_FROM) {
      const length = right - left + 1;
      const place = rank - left + 1;
      const log = Math.log(length);
      const sample = 0.5 * Math.exp((2 * log) / 3);
      const spread =
        0.5 * Math.sqrt((log * sample * (length - sample)) / length) * Math.sign(place - length / 2);
      narrow(
        values,
        Math.max(left, Math.floor(rank - (place * sample) / length + spread)),
        Math.min(right, Math.floor(rank + ((length - place) * sample) / length + spread)),
        rank,
      );
    }
    const border = partition(values, left, right, rank);
    if (border <= rank) left = border + 1;
    if (rank <= border) right = border - 1;
  }
}

/** Splits `left … right` at the value that stands at `rank`; returns where that value ended. */
function partition(values: Float64Array, left: number, right: number, rank: number): number {
  const pivot = values[rank] ?? Number.NaN;
  let low = left;
  let high = right;
  swap(values, left, rank);
  if ((values[right] ?? 0) > pivot) swap(values, left, right);
  while (low < high) {
    swap(values, low, high);
    low += 1;
    high -= 1;
    while ((values[low] ?? 0) < pivot) low += 1;
    while ((values[high] ?? 0) > pivot) high -= 1;
  }
  if (values[left] === pivot) {
    swap(values, left, high);
    return high;
  }
  high += 1;
  swap(values, high, right);
  return high;
}

function swap(values: Float64Array, first: number, second: number): void {
  const kept = values[first] ?? 0;
  values[first] = values[second] ?? 0;
  values[second] = kept;
}

/** Nearest-rank quantile: the least value that at least the share `quantile` (0..1) of the values does not exceed. NaN of none. */
export function nearestRank(values: Float64Array, count: number, quantile: number): number {
  if (count === 0) return Number.NaN;
  return selectRank(values, count, Math.max(0, Math.ceil(quantile * count) - 1));
}
