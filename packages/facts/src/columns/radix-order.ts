/** Bits that one pass orders by: its counters stay in the processor's first cache. */
export const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** One pass of a radix sort: `to` holds `rows` by the digit of their keys at `shift`, those of one digit in the order they had. */
export function orderByDigit(keys: Uint32Array, shift: number, rows: Uint32Array, to: Uint32Array): void {
  const places = new Uint32Array(DIGITS + 1);
  for (let row = 0; row < rows.length; row += 1) places[((keys[row] >>> shift) & (DIGITS - 1)) + 1] += 1;
  for (let digit = 0; digit < DIGITS; digit += 1) places[digit + 1] += places[digit];
  for (let i = 0; i < rows.length; i += 1) {
    const digit = (keys[rows[i]] >>> shift) & (DIGITS - 1);
    to[places[digit]] = rows[i];
    places[digit] += 1;
  }
}

/** The numbers `0 … keys.length - 1` by their keys, those of one key in order. */
export function orderByKey(keys: Uint32Array): Uint32Array<ArrayBuffer> {
  let rows = new Uint32Array(keys.length);
  let largest = 0;
  for (let row = 0; row < keys.length; row += 1) {
    rows[row] = row;
    if (keys[row] > largest) largest = keys[row];
  }
  let other = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32 && largest >>> shift > 0; shift += DIGIT_BITS) {
    orderByDigit(keys, shift, rows, other);
    [rows, other] = [other, rows];
  }
  return rows;
}
