import type { FactsReader } from '@perennial/facts';
import type { Baskets } from '../baskets/baskets.ts';
import { basketsOfOrders } from '../baskets/baskets-from-facts.ts';
import { readCustomerOrders } from '../baskets/customer-orders.ts';
import type { ReadOptions } from '../baskets/order-lines.ts';
import { type PastBasket, PastBaskets } from './past-baskets.ts';

/** The baskets of one customer as of an instant; takes as long as they are many. */
export function customerBaskets(facts: FactsReader, customer: number, options: ReadOptions): Baskets {
  return basketsOfOrders(readCustomerOrders(facts, customer, options));
}

/** A customer's baskets as a model numbers products; those that it does not know yet are left out. @param placeOf the model's number of a product */
export function pastInModel(
  baskets: Baskets,
  placeOf: (productId: string) => number | undefined,
): PastBasket[] {
  if (baskets.customerIds.length === 0) return [];
  const numbers = baskets.productIds.map(placeOf);
  return new PastBaskets(baskets).of(0).map(({ timeMs, products }) => ({
    timeMs,
    products: products.flatMap((product) => numbers[product] ?? []),
  }));
}

/** In how many of a customer's baskets each product was. */
export function boughtBaskets({ productIds, contents }: Baskets): Map<string, number> {
  const bought = new Map<string, number>();
  for (const product of contents.member) {
    const productId = productIds[product] as string;
    bought.set(productId, (bought.get(productId) ?? 0) + 1);
  }
  return bought;
}
