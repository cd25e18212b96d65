import {
  type DrawnModels,
  discountedPurchases,
  drawModels,
  type Histories,
  type History,
  historyAt,
  mergeHistories,
  scoreRows,
  seededRandom,
  spreadRows,
  type ValueInterval,
  valueInterval,
} from '@perennial/models';
import { revivedPurchases, revivedSpend, type TrainedModel } from './trained-model.ts';

/** What is expected of customers, one entry each. */
export interface Forecasts {
  /** Within the purchase horizon. */
  purchaseProbability: Float64Array;
  /** Chance of no purchase within the churn horizon. */
  churnRisk: Float64Array;
  /** Within the churn horizon. */
  expectedPurchases: Float64Array;
}

/** When the next purchase is to be expected: it comes before each of these with the chance named; undefined where that is not likely ever. */
export interface NextPurchaseWeeks {
  /** 5 %. */
  early: number | undefined;
  /** 50 %. */
  median: number | undefined;
  /** 95 %. */
  late: number | undefined;
}

const DAYS_A_WEEK = 7;
/** Parameters drawn for intervals of values, one future of the customer each. */
const DRAWS = 400;
export const VALUE_CONFIDENCE = 0.9;

/** Predicts by one trained model; the same customer gets the same numbers each time. */
export class Forecaster {
  readonly trained: TrainedModel;
  readonly #purchases: ReturnType<typeof revivedPurchases>;
  readonly #spend: ReturnType<typeof revivedSpend>;
  #drawn: DrawnModels[] | undefined;

  constructor(trained: TrainedModel) {
    this.trained = trained;
    this.#purchases = revivedPurchases(trained);
    this.#spend = revivedSpend(trained);
  }

  get knowsValues(): boolean {
    return this.#spend !== undefined;
  }

  /** Of all at once: identical histories cost once. */
  forecastAll(histories: Histories): Forecasts {
    const { rows, rowOf } = mergeHistories(histories);
    const { terms, purchaseSeasonFactor, churnSeasonFactor } = this.trained;
    const { model } = this.#purchases;
    const soon = scoreRows(model, rows, terms.purchaseHorizonDays / DAYS_A_WEEK, purchaseSeasonFactor);
    const later = scoreRows(model, rows, terms.churnHorizonDays / DAYS_A_WEEK, churnSeasonFactor);
    return {
      purchaseProbability: spreadRows(soon.purchaseProbability.map(probability), rowOf),
      churnRisk: spreadRows(
        later.purchaseProbability.map((each) => 1 - probability(each)),
        rowOf,
      ),
      expectedPurchases: spreadRows(later.expectedPurchases, rowOf),
    };
  }

  forecast(history: History): Forecasts {
    return this.forecastAll(ofOne(history));
  }

  /** Chance of no purchase within the churn horizon. */
  churnRisk(history: History): number {
    const { rows } = mergeHistories(ofOne(history));
    const weeks = this.trained.terms.churnHorizonDays / DAYS_A_WEEK;
    const { purchaseProbability } = scoreRows(
      this.#purchases.model,
      rows,
      weeks,
      this.trained.churnSeasonFactor,
    );
    return 1 - probability(purchaseProbability[0]);
  }

  /** Expected discounted values, minor units; 0 for all where spend is not known. */
  valuesMinor(histories: Histories, meanRepeatMinor: Float64Array): Float64Array {
    const spend = this.#spend;
    if (spend === undefined) return new Float64Array(meanRepeatMinor.length);
    const { terms, meanPurchaseMinor: unit } = this.trained;
    const { rows, rowOf } = mergeHistories(histories);
    const weeks = terms.valueHorizonDays / DAYS_A_WEEK;
    const toCome = Float64Array.from(rows.weight, (_, row) =>
      discountedPurchases(this.#purchases.model, historyAt(rows, row), weeks, terms.yearlyDiscountRate),
    );
    return meanRepeatMinor.map((mean, place) => {
      const each = spend.model.expectedValue(histories.repeatCount[place], mean / unit);
      return terms.margin * toCome[rowOf[place]] * each * unit;
    });
  }

  /** Expected discounted value, minor units; undefined where spend is not known. */
  valueMinor(history: History, meanRepeatMinor: number): number | undefined {
    if (!this.knowsValues) return undefined;
    return this.valuesMinor(ofOne(history), Float64Array.of(meanRepeatMinor))[0];
  }

  /**
   * Where the value to come lies with a chance of 90 %, minor units: parameters, purchases and amounts drawn from their uncertainty.
   * @param seed the customer's own, so that the interval is the same each time
   */
  valueIntervalMinor(history: History, meanRepeatMinor: number, seed: number): ValueInterval | undefined {
    const spend = this.#spend;
    if (spend === undefined) return undefined;
    const { terms, meanPurchaseMinor: unit } = this.trained;
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

  nextPurchase(history: History): NextPurchaseWeeks {
    const { model } = this.#purchases;
    return {
      early: model.weeksToNextPurchase(history, 0.05),
      median: model.weeksToNextPurchase(history, 0.5),
      late: model.weeksToNextPurchase(history, 0.95),
    };
  }
}

function ofOne({ repeatCount, purchaseSpanWeeks, observedAgeWeeks }: History): Histories {
  return {
    repeatCount: Float64Array.of(repeatCount),
    purchaseSpanWeeks: Float64Array.of(purchaseSpanWeeks),
    observedAgeWeeks: Float64Array.of(observedAgeWeeks),
  };
}

/** Sums of many terms may miss 0 and 1 by their rounding. */
function probability(value: number): number {
  return Math.min(1, Math.max(0, value));
}
