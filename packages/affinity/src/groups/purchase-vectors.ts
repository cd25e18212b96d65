import type { CustomerProducts } from '../baskets/customer-products.ts';
import { sizeOf } from '../baskets/grouping.ts';

/** Customers as directions in the space of products: of length 1, so that who buys more of the same points the same way. */
export interface PurchaseVectors {
  /** Customers with enough products to be told apart. */
  readonly customer: Uint32Array;
  /** Entries of the vector at place i of `customer` are `start[i] … start[i + 1] - 1`. */
  readonly start: Uint32Array;
  readonly product: Uint32Array;
  readonly weight: Float64Array;
  /** By product: log of all customers over its buyers. */
  readonly rarity: Float64Array;
}

/**
 * A product's weight is (1 + log of the baskets it was in) times the log of customers over its buyers (tf-idf, Salton and Buckley 1988): what
 * everybody buys tells nobody apart.
 */
export function purchaseVectors(
  { bought, times }: CustomerProducts,
  productCount: number,
  leastProducts: number,
): PurchaseVectors {
  const customerCount = bought.start.length - 1;
  const buyers = new Uint32Array(productCount);
  for (const product of bought.member) buyers[product] = (buyers[product] as number) + 1;
  const rarity = Float64Array.from(buyers, (count) => Math.log(customerCount / Math.max(1, count)));
  const customer = Uint32Array.from({ length: customerCount }, (_, each) => each).filter(
    (each) => sizeOf(bought, each) >= leastProducts,
  );
  const start = new Uint32Array(customer.length + 1);
  for (const [place, each] of customer.entries())
    start[place + 1] = (start[place] as number) + sizeOf(bought, each);
  const product = new Uint32Array(start.at(-1) ?? 0);
  const weight = new Float64Array(product.length);
  for (const [place, each] of customer.entries()) {
    const first = bought.start[each] as number;
    const [from, to] = [start[place] as number, start[place + 1] as number];
    for (let entry = from; entry < to; entry += 1) {
      const source = first + entry - from;
      product[entry] = bought.member[source] as number;
      weight[entry] =
        (1 + Math.log(times[source] as number)) * (rarity[bought.member[source] as number] as number);
    }
    normalize(weight, from, to);
  }
  return { customer, start, product, weight, rarity };
}

function normalize(weight: Float64Array, from: number, to: number): void {
  let squares = 0;
  for (let entry = from; entry < to; entry += 1) squares += (weight[entry] as number) ** 2;
  if (squares === 0) return;
  const length = Math.sqrt(squares);
  for (let entry = from; entry < to; entry += 1) weight[entry] = (weight[entry] as number) / length;
}
