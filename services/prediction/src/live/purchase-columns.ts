import type { CustomerPurchases } from '@perennial/forecasts';
import type { Histories, History } from '@perennial/models';

const FIRST_LENGTH = 1024;
const DAYS_A_WEEK = 7;

/** Histories of some customers, and who they are. */
export interface SomeHistories extends Histories {
  /** Customer indexes. */
  customer: Uint32Array;
}

/** What the models know of each customer's purchases, by customer index. */
export class PurchaseColumns {
  /** 0 for customers who never bought. */
  #purchases = new Uint32Array(FIRST_LENGTH);
  /** Days since 1970. */
  #firstDay = new Int32Array(FIRST_LENGTH);
  #lastDay = new Int32Array(FIRST_LENGTH);
  #netMinor = new Float64Array(FIRST_LENGTH);
  /** Without the first purchase. */
  #repeatMinor = new Float64Array(FIRST_LENGTH);

  take(customer: number, { count, days, netMinor }: CustomerPurchases): void {
    this.#reserve(customer);
    let net = 0;
    for (let place = 0; place < count; place += 1) net += netMinor[place];
    this.#purchases[customer] = count;
    this.#firstDay[customer] = count === 0 ? 0 : days[0];
    this.#lastDay[customer] = count === 0 ? 0 : days[count - 1];
    this.#netMinor[customer] = net;
    this.#repeatMinor[customer] = count < 2 ? 0 : net - netMinor[0];
  }

  purchasesOf(customer: number): number {
    return this.#purchases[customer] ?? 0;
  }

  firstDayOf(customer: number): number {
    return this.#firstDay[customer];
  }

  lastDayOf(customer: number): number {
    return this.#lastDay[customer];
  }

  netMinorOf(customer: number): number {
    return this.#netMinor[customer];
  }

  /** Mean net value of the purchases after the first; 0 without one. */
  meanRepeatMinorOf(customer: number): number {
    const repeats = this.#purchases[customer] - 1;
    return repeats > 0 ? this.#repeatMinor[customer] / repeats : 0;
  }

  /** The history of a buyer as of a day, that of the last purchase or a later one. */
  historyOf(customer: number, day: number): History {
    const firstDay = this.#firstDay[customer];
    return {
      repeatCount: this.#purchases[customer] - 1,
      purchaseSpanWeeks: (this.#lastDay[customer] - firstDay) / DAYS_A_WEEK,
      observedAgeWeeks: (Math.max(day, this.#lastDay[customer]) - firstDay) / DAYS_A_WEEK,
    };
  }

  /** Histories of all buyers as of a day. */
  histories(day: number): SomeHistories {
    const customer = this.buyers();
    const repeatCount = new Float64Array(customer.length);
    const purchaseSpanWeeks = new Float64Array(customer.length);
    const observedAgeWeeks = new Float64Array(customer.length);
    for (const [place, who] of customer.entries()) {
      const firstDay = this.#firstDay[who];
      const lastDay = this.#lastDay[who];
      repeatCount[place] = this.#purchases[who] - 1;
      purchaseSpanWeeks[place] = (lastDay - firstDay) / DAYS_A_WEEK;
      observedAgeWeeks[place] = (Math.max(day, lastDay) - firstDay) / DAYS_A_WEEK;
    }
    return { customer, repeatCount, purchaseSpanWeeks, observedAgeWeeks };
  }

  /** Indexes of the customers with a purchase. */
  buyers(): Uint32Array {
    let count = 0;
    for (const purchases of this.#purchases) if (purchases > 0) count += 1;
    const buyers = new Uint32Array(count);
    let place = 0;
    for (const [customer, purchases] of this.#purchases.entries()) {
      if (purchases > 0) buyers[place++] = customer;
    }
    return buyers;
  }

  #reserve(customer: number): void {
    if (customer < this.#purchases.length) return;
    const length = Math.max(customer + 1, Math.ceil(this.#purchases.length * 1.5));
    this.#purchases = grown(this.#purchases, new Uint32Array(length));
    this.#firstDay = grown(this.#firstDay, new Int32Array(length));
    this.#lastDay = grown(this.#lastDay, new Int32Array(length));
    this.#netMinor = grown(this.#netMinor, new Float64Array(length));
    this.#repeatMinor = grown(this.#repeatMinor, new Float64Array(length));
  }
}

function grown<Column extends Uint32Array | Int32Array | Float64Array>(before: Column, into: Column): Column {
  into.set(before);
  return into;
}
