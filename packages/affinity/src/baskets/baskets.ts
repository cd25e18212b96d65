import { type Grouping, keepGroups } from './grouping.ts';

/** Customer of a basket that nobody's name is on. */
export const GUEST = -1;

/**
 * What was bought at one go. Baskets are sorted by customer and time, guests' first; a basket's products are its members, each once and
 * in rising order. Nothing here depends on the order in which the facts arrived.
 */
export interface Baskets {
  /** Sorted; a product is its place here. */
  readonly productIds: readonly string[];
  /** Sorted; a customer is the place here. Those who ever ordered a product. */
  readonly customerIds: readonly string[];
  /** By basket; `GUEST` for guests. */
  readonly customer: Int32Array;
  /** By basket, ms since the epoch. */
  readonly timeMs: Float64Array;
  /** Products by basket. */
  readonly contents: Grouping;
}

/** Lowest and one past the highest basket of each customer; guests are left out. */
export function basketsOfCustomers({
  customer,
  customerIds,
}: Pick<Baskets, 'customer' | 'customerIds'>): Uint32Array {
  const start = new Uint32Array(customerIds.length + 1);
  let basket = 0;
  for (let each = 0; each <= customerIds.length; each += 1) {
    while (basket < customer.length && (customer[basket] as number) < each) basket += 1;
    start[each] = basket;
  }
  return start;
}

/** Baskets for which `keep` holds, with all the products and customers of the given ones. */
export function filterBaskets(baskets: Baskets, keep: (basket: number) => boolean): Baskets {
  return {
    ...baskets,
    customer: baskets.customer.filter((_, basket) => keep(basket)),
    timeMs: baskets.timeMs.filter((_, basket) => keep(basket)),
    contents: keepGroups(baskets.contents, keep),
  };
}
