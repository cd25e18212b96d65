import type { CustomerProducts } from '../baskets/customer-products.ts';
import { type Grouping, invert, keepGroups, sizeOf } from '../baskets/grouping.ts';
import { LaterMembers } from './later-members.ts';
import { shrunkLift } from './lift.ts';
import { DEFAULT_PAIR_OPTIONS, type PairOptions } from './pair-options.ts';
import { columnsOf, type RelatedProducts } from './related-products.ts';
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
  const bought = risingMembers(
    keepGroups(purchases.bought, (customer) => sizeOf(purchases.bought, customer) <= fullestHistory),
    productCount,
  );
  const customerCount = bought.start.length - 1;
  const later = new LaterMembers(bought, productCount);
  const customers = later.holders;
  const weight = Float64Array.from(
    { length: customerCount },
    (_, customer) => Math.max(1, sizeOf(bought, customer)) ** -1,
  );
  const norm = Float64Array.from({ length: productCount }, (_, product) =>
    Math.sqrt(sumOfWeights(customers.member, customers.start, product, weight)),
  );
  const overlap = new Overlap(productCount);
  const lists = Array.from({ length: productCount }, () => new TopList(listLength));
  for (const [product, own] of lists.entries()) {
    overlap.clear();
    later.forEachGroup(product, (customer, from, to) =>
      overlap.add(bought.member, from, to, weight[customer] as number),
    );
    for (let i = 0; i < overlap.touchedCount; i += 1) {
      const other = overlap.touched[i] as number;
      const count = overlap.counts[other] as number;
      if (count < leastCount) continue;
      const norms = (norm[product] as number) * (norm[other] as number);
      const strength = ((overlap.weights[other] as number) / norms) * (count / (count + DAMPING_CUSTOMERS));
      own.offer(other, strength, count);
      lists[other]?.offer(product, strength, count);
    }
  }
  return columnsOf(lists, (product, other, count) =>
    shrunkLift(count, (sizeOf(customers, product) * sizeOf(customers, other)) / customerCount),
  );
}

/** The same groups with their members in rising order. */
function risingMembers(grouping: Grouping, memberCount: number): Grouping {
  return invert(invert(grouping, memberCount), grouping.start.length - 1);
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
