import type { Rollup } from '@perennial/facts';
import type { Sample } from './quantile.ts';

/** How many customers with an order have 0, 1, 2 … orders in a window. */
export function orderOccurrences(ever: Rollup, window: Rollup): { occurrences: Uint32Array; count: number } {
  const everCount = ever.orderCount;
  const windowCount = window.orderCount;
  let most = 0;
  for (let customer = 0; customer < windowCount.length; customer += 1) {
    const orders = windowCount[customer] as number;
    if (orders > most) most = orders;
  }
  const occurrences = new Uint32Array(most + 1);
  let count = 0;
  for (let customer = 0; customer < everCount.length; customer += 1) {
    if (everCount[customer] === 0) continue;
    const orders = windowCount[customer] as number;
    occurrences[orders] = (occurrences[orders] as number) + 1;
    count += 1;
  }
  return { occurrences, count };
}

/** The values of a column of the customers with an order, each as `offset + sign × value`. */
export function buyerSample(ever: Rollup, column: Float64Array, offset = 0, sign: 1 | -1 = 1): Sample {
  const { orderCount } = ever;
  const values = new Float64Array(column.length);
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let customer = 0; customer < column.length; customer += 1) {
    if (orderCount[customer] === 0) continue;
    const value = offset + sign * (column[customer] as number);
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    values[count] = value;
    count += 1;
  }
  return { values, count, least, greatest };
}
