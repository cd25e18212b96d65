import { DIGIT_BITS, orderByDigit } from '../columns/radix-order.ts';

/** Times are taken apart into two whole numbers here, which processors are quicker with than with doubles. */
const LOW_BITS = 2 * DIGIT_BITS;

/** Rows `from … to - 1` by time, equal times by row. Times are whole numbers. Radix sort. */
export function rowsByTime(time: Float64Array, from: number, to: number): Uint32Array<ArrayBuffer> {
  const count = to - from;
  const { earliest, latest } = spanOf(time, from, to);
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  let rows = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    const since = time[from + i] - earliest;
    high[i] = Math.floor(since / 2 ** LOW_BITS);
    low[i] = since - high[i] * 2 ** LOW_BITS;
    rows[i] = i;
  }
  let other = new Uint32Array(count);
  for (let bits = 0; 2 ** bits <= latest - earliest; bits += DIGIT_BITS) {
    if (bits < LOW_BITS) orderByDigit(low, bits, rows, other);
    else orderByDigit(high, bits - LOW_BITS, rows, other);
    [rows, other] = [other, rows];
  }
  for (let i = 0; i < count; i += 1) rows[i] += from;
  return rows;
}

function spanOf(time: Float64Array, from: number, to: number): { earliest: number; latest: number } {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row += 1) {
    const rowTime = time[row];
    if (rowTime < earliest) earliest = rowTime;
    if (rowTime > latest) latest = rowTime;
  }
  return { earliest, latest };
}

/** The first place in `rows[start … end - 1]`, which are by time, whose row is at or after `timeMs`. */
export function firstAtOrAfter(
  time: Float64Array,
  rows: Uint32Array,
  start: number,
  end: number,
  timeMs: number,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[rows[middle]] < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of several lists, each by time, as one list by time. The shortest lists are joined first. */
export function joinedByTime(time: Float64Array, lists: readonly Uint32Array[]): Uint32Array {
  const left = [...lists].sort((a, b) => a.length - b.length);
  let joined = left.shift() ?? new Uint32Array(0);
  for (const list of left) joined = joinedPair(time, joined, list);
  return joined;
}

function joinedPair(time: Float64Array, some: Uint32Array, others: Uint32Array): Uint32Array {
  const joined = new Uint32Array(some.length + others.length);
  let next = 0;
  let place = 0;
  for (let i = 0; i < some.length; i += 1) {
    const rowTime = time[some[i]];
    while (next < others.length && time[others[next]] < rowTime) joined[place++] = others[next++];
    joined[place++] = some[i];
  }
  joined.set(others.subarray(next), place);
  return joined;
}
