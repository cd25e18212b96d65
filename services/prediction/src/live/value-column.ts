import type { Forecaster } from '@perennial/forecasts';
import type { PurchaseColumns } from './purchase-columns.ts';

/** What values are reckoned from. */
interface ValueBasis {
  purchases: PurchaseColumns;
  /** Undefined where no model is in force. */
  forecaster: Forecaster | undefined;
  /** Since 1970. */
  day: number;
}

/** The expected value of each customer, by customer index: reckoned for all when first asked for, then customer by customer. */
export class ValueColumn {
  #minor: Float64Array | undefined;

  /** Model or day are others: all are reckoned again when asked for. */
  forget(): void {
    this.#minor = undefined;
  }

  /** Brings a buyer up to date. */
  update(customer: number, basis: ValueBasis): void {
    if (this.#minor === undefined) return;
    if (customer >= this.#minor.length) {
      this.forget();
      return;
    }
    const { purchases, forecaster, day } = basis;
    const history = purchases.historyOf(customer, day);
    this.#minor[customer] = forecaster?.valueMinor(history, purchases.meanRepeatMinorOf(customer)) ?? 0;
  }

  /** Minor units; 0 for those of whom nothing is expected. */
  all(basis: ValueBasis): Float64Array {
    this.#minor ??= valuesOf(basis);
    return this.#minor;
  }
}

function valuesOf({ purchases, forecaster, day }: ValueBasis): Float64Array {
  const histories = purchases.histories(day);
  // Room for newcomers, so that few of them make us reckon all again.
  const minor = new Float64Array(Math.ceil(1.1 * ((histories.customer.at(-1) ?? 0) + 1024)));
  if (forecaster === undefined) return minor;
  const means = Float64Array.from(histories.customer, (customer) => purchases.meanRepeatMinorOf(customer));
  const values = forecaster.valuesMinor(histories, means);
  for (const [place, customer] of histories.customer.entries()) minor[customer] = values[place];
  return minor;
}
