import { Forecaster } from '@perennial/forecasts';
import {
  type DrawnModels,
  drawModels,
  type FittedPurchases,
  type FittedSpend,
  type History,
  seededRandom,
  type ValueInterval,
  valueInterval,
} from '@perennial/models';
import { revivedPurchases, revivedSpend, type TrainedModel } from './trained-model.ts';

const DAYS_A_WEEK = 7;
/** Parameters drawn for intervals of values, one future of the customer each. */
const DRAWS = 400;
export const VALUE_CONFIDENCE = 0.9;

/** Predicts by one trained model, and says how sure it is of values; the same customer gets the same numbers each time. */
export class TrainedForecaster extends Forecaster {
  readonly #purchases: FittedPurchases;
  readonly #spend: FittedSpend | undefined;
  #drawn: DrawnModels[] | undefined;

  constructor(trained: TrainedModel) {
    const purchases = revivedPurchases(trained);
    const spend = revivedSpend(trained);
    super({ ...trained, purchases: purchases.model, spend: spend?.model });
    this.#purchases = purchases;
    this.#spend = spend;
  }

  /**
   * Where the value to come lies with a chance of 90 %, minor units: parameters, purchases and amounts drawn from their uncertainty.
   * @param seed the customer's own, so that the interval is the same each time
   */
  valueIntervalMinor(history: History, meanRepeatMinor: number, seed: number): ValueInterval | undefined {
    const spend = this.#spend;
    if (spend === undefined) return undefined;
    const { terms, meanPurchaseMinor: unit } = this.basis;
    this.#drawn ??= drawModels(this.#purchases, spend, DRAWS, seededRandom(DRAWS));
    const { low, high } = valueInterval(
      this.#drawn,
      { history, meanRepeatValue: meanRepeatMinor / unit },
      {
        horizonWeeks: terms.valueHorizonDays / DAYS_A_WEEK,
        yearlyDiscountRate: terms.yearlyDiscountRate,
        margin: terms.margin,
      },
      seededRandom(seed),
      VALUE_CONFIDENCE,
    );
    return { low: low * unit, high: high * unit };
  }
}
