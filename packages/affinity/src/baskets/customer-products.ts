import { type Baskets, basketsOfCustomers } from './baskets.ts';
import type { Grouping } from './grouping.ts';

/** Each customer's distinct products in the order of their first purchases. */
export interface CustomerProducts {
  /** Products by customer. */
  readonly bought: Grouping;
  /** At the places of `bought.member`: when it was first bought, ms since the epoch. */
  readonly firstMs: Float64Array;
  /** At the same places: in how many baskets it was. */
  readonly times: Uint32Array;
}

/** Puts each customer's baskets together; guests have none. */
export function customerProducts(baskets: Baskets): CustomerProducts {
  const { contents, timeMs, productIds, customerIds } = baskets;
  const basketsOf = basketsOfCustomers(baskets);
  const start = new Uint32Array(customerIds.length + 1);
  const firstMs = new Float64Array(contents.member.length);
  const member = new Uint32Array(contents.member.length);
  const times = new Uint32Array(contents.member.length);
  const placeOf = new Int32Array(productIds.length).fill(-1);
  let end = 0;
  for (let customer = 0; customer < customerIds.length; customer += 1) {
    const first = end;
    const last = basketsOf[customer + 1] as number;
    for (let basket = basketsOf[customer] as number; basket < last; basket += 1) {
      const to = contents.start[basket + 1] as number;
      for (let i = contents.start[basket] as number; i < to; i += 1) {
        const product = contents.member[i] as number;
        // A place before `first` is another customer's.
        if ((placeOf[product] as number) < first) {
          placeOf[product] = end;
          member[end] = product;
          firstMs[end] = timeMs[basket] as number;
          end += 1;
        }
        const place = placeOf[product] as number;
        times[place] = (times[place] as number) + 1;
      }
    }
    start[customer + 1] = end;
  }
  return {
    bought: { start, member: member.slice(0, end) },
    firstMs: firstMs.slice(0, end),
    times: times.slice(0, end),
  };
}
