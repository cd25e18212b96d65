/** Purchases in any order, one entry each; customers are numbered from 0. */
export interface Purchases {
  customer: ArrayLike<number>;
  /** Calendar day as a count, e.g. days since 1970. */
  day: ArrayLike<number>;
  value: ArrayLike<number>;
}

/** One entry a customer and day, sorted by customer and day, values of the day summed. */
export interface PurchaseDays {
  customer: Uint32Array;
  day: Int32Array;
  value: Float64Array;
}

/** Merges the purchases that a customer made on one day: the published models count purchase days. */
export function mergeSameDay(purchases: Purchases): PurchaseDays {
  const order = sortedOrder(purchases);
  const customer = new Uint32Array(order.length);
  const day = new Int32Array(order.length);
  const value = new Float64Array(order.length);
  let count = 0;
  for (const at of order) {
    const who = purchases.customer[at] ?? 0;
    const when = purchases.day[at] ?? 0;
    if (count === 0 || customer[count - 1] !== who || day[count - 1] !== when) {
      customer[count] = who;
      day[count] = when;
      count += 1;
    }
    value[count - 1] = (value[count - 1] ?? 0) + (purchases.value[at] ?? 0);
  }
  return { customer: customer.slice(0, count), day: day.slice(0, count), value: value.slice(0, count) };
}

function sortedOrder({ customer, day }: Purchases): Uint32Array {
  return Uint32Array.from({ length: customer.length }, (_, index) => index).sort(
    (left, right) =>
      (customer[left] ?? 0) - (customer[right] ?? 0) || (day[left] ?? 0) - (day[right] ?? 0) || left - right,
  );
}
