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
