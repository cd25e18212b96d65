import type { ZoneTime } from '@perennial/calendar';
import type { History } from '@perennial/models';
import { dayOf } from './local-day.ts';

const DAYS_A_WEEK = 7;

/**
 * The purchases of one customer after the other, told order by order: one a local day, oldest first. Orders that were given back wholly are
 * none; what was given back of the others is taken off them. The arrays serve the next customer again.
 */
export class CustomerPurchases {
  /** Days since 1970, ascending; the first `count` are the customer's. */
  readonly days: number[] = [];
  readonly netMinor: number[] = [];
  count = 0;
  readonly #zone: ZoneTime;
  /** Orders told; what the arrays hold behind them is of customers before. */
  #orders = 0;
  readonly #timesMs: number[] = [];
  readonly #keys: number[] = [];
  /** What is left of each order's value; NaN where nothing is. */
  readonly #left: number[] = [];

  constructor(zone: ZoneTime) {
    this.#zone = zone;
  }

  /** The next customer's purchases follow. */
  begin(): void {
    this.#orders = 0;
  }

  /** Oldest first; all of them before the first refund. */
  addOrder(timeMs: number, orderKey: number, netMinor: number): void {
    const place = this.#orders;
    this.#timesMs[place] = timeMs;
    this.#keys[place] = orderKey;
    this.#left[place] = netMinor;
    this.#orders += 1;
  }

  /** Negative; a refund of an order that is not known takes nothing off. */
  addRefund(orderKey: number, netMinor: number): void {
    const place = this.#keys.indexOf(orderKey);
    if (place < 0 || place >= this.#orders) return;
    const left = this.#left[place] + netMinor;
    this.#left[place] = left > 0 ? left : Number.NaN;
  }

  /** All was told. */
  end(): this {
    this.count = 0;
    for (let place = 0; place < this.#orders; place += 1) {
      const left = this.#left[place];
      if (Number.isNaN(left)) continue;
      const day = dayOf(this.#zone, this.#timesMs[place]);
      if (this.count === 0 || this.days[this.count - 1] !== day) {
        this.days[this.count] = day;
        this.netMinor[this.count] = 0;
        this.count += 1;
      }
      this.netMinor[this.count - 1] += left;
    }
    return this;
  }

  /** Of who bought, as of a day, that of the last purchase or a later one. */
  historyOn(day: number): History {
    const firstDay = this.days[0];
    const lastDay = this.days[this.count - 1];
    return {
      repeatCount: this.count - 1,
      purchaseSpanWeeks: (lastDay - firstDay) / DAYS_A_WEEK,
      observedAgeWeeks: (Math.max(day, lastDay) - firstDay) / DAYS_A_WEEK,
    };
  }

  /** Mean net value of the purchases after the first; 0 without one. */
  meanRepeatMinor(): number {
    let sum = 0;
    for (let place = 1; place < this.count; place += 1) sum += this.netMinor[place];
    return this.count > 1 ? sum / (this.count - 1) : 0;
  }
}
