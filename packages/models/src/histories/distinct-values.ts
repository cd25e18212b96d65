/** A column as its distinct values and, for each entry, which of them it is: for computing a logarithm once a value. */
export interface DistinctValues {
  values: Float64Array;
  indexOf: Uint32Array;
}

/** Distinct values in order of first sight. */
export function distinctValues(column: Float64Array): DistinctValues {
  const seen = new Map<number, number>();
  const indexOf = new Uint32Array(column.length);
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] ?? 0;
    let index = seen.get(value);
    if (index === undefined) {
      index = seen.size;
      seen.set(value, index);
    }
    indexOf[at] = index;
  }
  return { values: Float64Array.from(seen.keys()), indexOf };
}

/** For each entry the place of its value among the distinct ones, lowest first; equal values share a place. */
export function rankValues(column: Float64Array): { rankOf: Uint32Array; rankCount: number } {
  const { values, indexOf } = distinctValues(column);
  const order = Uint32Array.from(values, (_, index) => index).sort(
    (left, right) => (values[left] ?? 0) - (values[right] ?? 0),
  );
  const rank = new Uint32Array(order.length);
  for (const [place, index] of order.entries()) rank[index] = place;
  return { rankOf: indexOf.map((index) => rank[index] ?? 0), rankCount: order.length };
}
