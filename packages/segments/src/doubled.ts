type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A copy of a column with as much room again behind it. */
export function doubled<C extends Column>(from: C): C {
  const to = new (from.constructor as new (length: number) => C)(from.length * 2);
  to.set(from);
  return to;
}
