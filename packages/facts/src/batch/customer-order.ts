import { orderByKey } from '../columns/radix-order.ts';

/** Rows `0 … count - 1` by customer, those of one customer in their own order. Customers are -1 (guests) and up. */
export function rowsByCustomer(customer: Int32Array, count: number): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) keys[row] = customer[row] + 1;
  return orderByKey(keys);
}
