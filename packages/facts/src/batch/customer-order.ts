import { DIGIT_BITS, orderByDigit } from '../columns/radix-order.ts';

/** Rows `0 … count - 1` by customer, those of one customer in their own order. Customers are -1 (guests) and up. */
export function rowsByCustomer(customer: Int32Array, count: number): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(count);
  let rows = new Uint32Array(count);
  let largest = 0;
  for (let row = 0; row < count; row += 1) {
    keys[row] = customer[row] + 1;
    rows[row] = row;
    if (keys[row] > largest) largest = keys[row];
  }
  let other = new Uint32Array(count);
  for (let shift = 0; shift < 32 && largest >>> shift > 0; shift += DIGIT_BITS) {
    orderByDigit(keys, shift, rows, other);
    [rows, other] = [other, rows];
  }
  return rows;
}
