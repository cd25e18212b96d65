import type { CustomerProducts } from '../baskets/customer-products.ts';
import { invert, keepGroups, sizeOf } from '../baskets/grouping.ts';
import { shrunkLift } from './lift.ts';
import { DEFAULT_PAIR_OPTIONS, type PairOptions } from './pair-options.ts';
import { type RelatedProducts, RelatedProductsWriter } from './related-products.ts';
import { TopList } from './top-list.ts';

/** Common customers at which half of a similarity is believed. */
const DAMPING_CUSTOMERS = 10;

export interface SimilarProductsOptions extends PairOptions {
  /** Distinct products of the fullest history that counts; default 200. Who buys everything makes everything similar. */
  fullestHistory?: number;
}

/**
 * Similar products: those that the same customers buy. Strength is the cosine of the products' customers, each customer's row at
 * length 1, so that one who buys everything says little (Deshpande and Karypis 2004, "Item-based top-N recommendation algorithms", section
 * 4.1.1), times n / (n + 10) of n common customers (Bell and Koren 2007, "Improved neighborhood-based collaborative filtering").
 */
export function similarProducts(
  purchases: CustomerProducts,
  productCount: number,
  options: SimilarProductsOptions = {},
): RelatedProducts {
  const { listLength, leastCount, fullestHistory = 200 } = { ...DEFAULT_PAIR_OPTIONS, ...options };
  const bought = keepGroups(
    purchases.bought,
    (customer) => sizeOf(purchases.bought, customer) <= fullestHistory,
  );
  const customers = invert(bought, productCount);
  const weight = Float64Array.from(
    { length: bought.start.length - 1 },
    (_, customer) => Math.max(1, sizeOf(bought, customer)) ** -1,
  );
  const norm = Float64Array.from({ length: productCount }, (_, product) =>
    Math.sqrt(sumOfWeights(customers.member, customers.start, product, weight)),
  );
  const overlap = new Overlap(productCount);
  const writer = new RelatedProductsWriter(productCount, listLength);
  const top = new TopList(listLength);
  for (let product = 0; product < productCount; product += 1) {
    overlap.clear();
    for (let i = customers.start[product] as number; i < (customers.start[product + 1] as number); i += 1) {
      const customer = customers.member[i] as number;
      overlap.add(
        bought.member,
        bought.start[customer] as number,
        bought.start[customer + 1] as number,
        weight[customer] as number,
      );
    }
    top.clear();
    for (let i = 0; i < overlap.touchedCount; i += 1) {
      const other = overlap.touched[i] as number;
      const count = overlap.counts[other] as number;
      if (other === product || count < leastCount) continue;
      const cosine =
        (overlap.weights[other] as number) / ((norm[product] as number) * (norm[other] as number));
      top.offer(other, (cosine * count) / (count + DAMPING_CUSTOMERS));
    }
    const countOf = (other: number): number => overlap.counts[other] as number;
    const expectedOf = (other: number): number =>
      (sizeOf(customers, product) * sizeOf(customers, other)) / (bought.start.length - 1);
    writer.add(product, top, countOf, (other) => shrunkLift(countOf(other), expectedOf(other)));
  }
  return writer.written();
}

function sumOfWeights(
  customers: Uint32Array,
  start: Uint32Array,
  product: number,
  weight: Float64Array,
): number {
  let sum = 0;
  for (let i = start[product] as number; i < (start[product + 1] as number); i += 1)
    sum += weight[customers[i] as number] as number;
  return sum;
}

/** Common customers of one product with all others, plain and weighted. */
class Overlap {
  readonly counts: Uint32Array;
  readonly weights: Float64Array;
  readonly touched: Uint32Array;
  touchedCount = 0;

  constructor(productCount: number) {
    this.counts = new Uint32Array(productCount);
    this.weights = new Float64Array(productCount);
    this.touched = new Uint32Array(productCount);
  }

  add(members: Uint32Array, from: number, to: number, weight: number): void {
    const { counts, weights, touched } = this;
    let touchedCount = this.touchedCount;
    for (let place = from; place < to; place += 1) {
      const other = members[place] as number;
      const before = counts[other] as number;
      if (before === 0) touched[touchedCount++] = other;
      counts[other] = before + 1;
      weights[other] = (weights[other] as number) + weight;
    }
    this.touchedCount = touchedCount;
  }

  clear(): void {
    for (let i = 0; i < this.touchedCount; i += 1) {
      const other = this.touched[i] as number;
      this.counts[other] = 0;
      this.weights[other] = 0;
    }
    this.touchedCount = 0;
  }
}
