import type { CustomerPurchases } from '@perennial/forecasts';
import type { Histories } from '@perennial/models';

/** Customers with a purchase, one entry each. */
export interface Buyers {
  customers: Uint32Array;
  histories: Histories;
  /** Mean net value of their purchases after the first, minor units. */
  means: Float64Array;
}

/** Gathers what forecasts of many customers are made from. */
export class BuyerColumns {
  readonly #customers: Uint32Array;
  readonly #repeatCount: Float64Array;
  readonly #purchaseSpanWeeks: Float64Array;
  readonly #observedAgeWeeks: Float64Array;
  readonly #means: Float64Array;
  #count = 0;

  /** @param most customers who will be told */
  constructor(most: number) {
    this.#customers = new Uint32Array(most);
    this.#repeatCount = new Float64Array(most);
    this.#purchaseSpanWeeks = new Float64Array(most);
    this.#observedAgeWeeks = new Float64Array(most);
    this.#means = new Float64Array(most);
  }

  /** As of a day since 1970; who never bought is left out. */
  add(customer: number, purchases: CustomerPurchases, today: number): void {
    if (purchases.count === 0) return;
    const place = this.#count;
    const history = purchases.historyOn(today);
    this.#customers[place] = customer;
    this.#repeatCount[place] = history.repeatCount;
    this.#purchaseSpanWeeks[place] = history.purchaseSpanWeeks;
    this.#observedAgeWeeks[place] = history.observedAgeWeeks;
    this.#means[place] = purchases.meanRepeatMinor();
    this.#count += 1;
  }

  buyers(): Buyers {
    const cut = (column: Float64Array): Float64Array => column.slice(0, this.#count);
    return {
      customers: this.#customers.slice(0, this.#count),
      histories: {
        repeatCount: cut(this.#repeatCount),
        purchaseSpanWeeks: cut(this.#purchaseSpanWeeks),
        observedAgeWeeks: cut(this.#observedAgeWeeks),
      },
      means: cut(this.#means),
    };
  }
}
