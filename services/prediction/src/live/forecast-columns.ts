import type { Forecasts } from '@perennial/forecasts';

const FIRST_LENGTH = 1024;

/** What is expected of each customer as of the day in hand, by customer index; 0 for those of whom nothing is. */
export class ForecastColumns implements Forecasts {
  purchaseProbability = new Float64Array(FIRST_LENGTH);
  churnRisk = new Float64Array(FIRST_LENGTH);
  expectedPurchases = new Float64Array(FIRST_LENGTH);
  /** The churn band that was told last. */
  band = new Uint8Array(FIRST_LENGTH);

  /** Takes over the entry at a place of `forecasts`. */
  take(customer: number, forecasts: Forecasts, place: number): void {
    this.reserve(customer);
    this.purchaseProbability[customer] = forecasts.purchaseProbability[place];
    this.churnRisk[customer] = forecasts.churnRisk[place];
    this.expectedPurchases[customer] = forecasts.expectedPurchases[place];
  }

  clear(customer: number): void {
    this.reserve(customer);
    this.purchaseProbability[customer] = 0;
    this.churnRisk[customer] = 0;
    this.expectedPurchases[customer] = 0;
  }

  reserve(customer: number): void {
    const { length } = this.band;
    if (customer < length) return;
    const wanted = Math.max(customer + 1, Math.ceil(length * 1.5));
    this.purchaseProbability = longer(this.purchaseProbability, wanted);
    this.churnRisk = longer(this.churnRisk, wanted);
    this.expectedPurchases = longer(this.expectedPurchases, wanted);
    const { band } = this;
    this.band = new Uint8Array(wanted);
    this.band.set(band);
  }
}

function longer(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length);
  grown.set(column);
  return grown;
}
