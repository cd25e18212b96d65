import { type Baskets, basketsOfCustomers } from '../baskets/baskets.ts';

/** One basket of a customer's past. */
export interface PastBasket {
  timeMs: number;
  /** As the model numbers them. */
  products: readonly number[];
}

/** The pasts of all customers, oldest basket first. */
export class PastBaskets {
  private readonly baskets: Baskets;
  private readonly start: Uint32Array;

  constructor(baskets: Baskets) {
    this.baskets = baskets;
    this.start = basketsOfCustomers(baskets);
  }

  /** Of a customer, by the place in `customerIds`. */
  of(customer: number): PastBasket[] {
    const { timeMs, contents } = this.baskets;
    const past: PastBasket[] = [];
    for (
      let basket = this.start[customer] as number;
      basket < (this.start[customer + 1] as number);
      basket += 1
    )
      past.push({
        timeMs: timeMs[basket] as number,
        products: Array.from(contents.member.subarray(contents.start[basket], contents.start[basket + 1])),
      });
    return past;
  }
}

/** Products bought at the last instant at which anything was. */
export function lastProducts(past: readonly PastBasket[]): Map<number, number> {
  const last = past.at(-1);
  const products = past
    .filter((basket) => basket.timeMs === last?.timeMs)
    .flatMap((basket) => basket.products);
  return new Map(products.map((product) => [product, 1]));
}

/** All products bought, a purchase weighing half as much each half-life before `at`. */
export function fadingProducts(
  past: readonly PastBasket[],
  at: number,
  halfLifeMs: number,
): Map<number, number> {
  const weights = new Map<number, number>();
  for (const { timeMs, products } of past) {
    const weight = 0.5 ** (Math.max(0, at - timeMs) / halfLifeMs);
    for (const product of products) weights.set(product, (weights.get(product) ?? 0) + weight);
  }
  return weights;
}
