import { groupByKey } from './grouping.ts';

/** Places of the orders by customer (guests, -1, first) and time; orders of guests stay as they come. */
export function sequenceOrders(
  customer: Int32Array,
  timeMs: Float64Array,
  customerCount: number,
): Uint32Array {
  const { start, member } = groupByKey(
    customer.map((each) => each + 1),
    customerCount + 1,
  );
  for (let each = 1; each <= customerCount; each += 1)
    sortByTime(member, timeMs, start[each] as number, start[each + 1] as number);
  return member;
}

/** An insertion sort: a customer's orders come almost sorted. */
function sortByTime(orders: Uint32Array, timeMs: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i += 1) {
    const order = orders[i] as number;
    const time = timeMs[order] as number;
    let place = i;
    while (place > from && (timeMs[orders[place - 1] as number] as number) > time) {
      orders[place] = orders[place - 1] as number;
      place -= 1;
    }
    orders[place] = order;
  }
}
