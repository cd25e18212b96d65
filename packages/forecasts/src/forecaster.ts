import {
  discountedPurchases,
  type Histories,
  type History,
  historyAt,
  mergeHistories,
  type PurchaseModel,
  purchaseProbabilityInSeason,
  type SpendModel,
  scoreRows,
  spreadRows,
} from '@perennial/models';
import type { Terms } from './terms.ts';

/** What forecasts come from. */
export interface ForecastBasis {
  terms: Terms;
  purchases: PurchaseModel;
  /** Undefined where too few customers came back to fit spend. */
  spend: SpendModel | undefined;
  /** Net value of a mean purchase: the unit in which spend is fitted. */
  meanPurchaseMinor: number;
  /** What forecasts are multiplied by because of the time of year, within the purchase and the churn horizon. */
  purchaseSeasonFactor: number;
  churnSeasonFactor: number;
}

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

/** Forecasts by fitted models; the same history gets the same numbers each time. */
export class Forecaster {
  readonly basis: ForecastBasis;

  constructor(basis: ForecastBasis) {
    this.basis = basis;
  }

  get knowsValues(): boolean {
    return this.basis.spend !== undefined;
  }

  /** Of all at once: identical histories cost once. */
  forecastAll(histories: Histories): Forecasts {
    const { rows, rowOf } = mergeHistories(histories);
    const { purchases, purchaseSeasonFactor, churnSeasonFactor } = this.basis;
    const soon = scoreRows(purchases, rows, this.#purchaseWeeks, purchaseSeasonFactor);
    const later = scoreRows(purchases, rows, this.#churnWeeks, churnSeasonFactor);
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

  /** Chance of a purchase within the purchase horizon. */
  purchaseProbability(history: History): number {
    const { purchases, purchaseSeasonFactor } = this.basis;
    return probability(
      purchaseProbabilityInSeason(purchases, history, this.#purchaseWeeks, purchaseSeasonFactor),
    );
  }

  /** Chance of no purchase within the churn horizon. */
  churnRisk(history: History): number {
    const { purchases, churnSeasonFactor } = this.basis;
    return (
      1 - probability(purchaseProbabilityInSeason(purchases, history, this.#churnWeeks, churnSeasonFactor))
    );
  }

  /** Within the churn horizon. */
  expectedPurchases(history: History): number {
    const { purchases, churnSeasonFactor } = this.basis;
    return churnSeasonFactor * purchases.expectedPurchases(history, this.#churnWeeks);
  }

  /** Expected discounted values, minor units; 0 for all where spend is not known. */
  valuesMinor(histories: Histories, meanRepeatMinor: Float64Array): Float64Array {
    const { spend, purchases, terms, meanPurchaseMinor: unit } = this.basis;
    if (spend === undefined) return new Float64Array(meanRepeatMinor.length);
    const { rows, rowOf } = mergeHistories(histories);
    const weeks = terms.valueHorizonDays / DAYS_A_WEEK;
    const toCome = Float64Array.from(rows.weight, (_, row) =>
      discountedPurchases(purchases, historyAt(rows, row), weeks, terms.yearlyDiscountRate),
    );
    return meanRepeatMinor.map((mean, place) => {
      const each = spend.expectedValue(histories.repeatCount[place], mean / unit);
      return terms.margin * toCome[rowOf[place]] * each * unit;
    });
  }

  /** Expected discounted value, minor units; undefined where spend is not known. */
  valueMinor(history: History, meanRepeatMinor: number): number | undefined {
    if (!this.knowsValues) return undefined;
    return this.valuesMinor(ofOne(history), Float64Array.of(meanRepeatMinor))[0];
  }

  medianWeeksToNextPurchase(history: History): number | undefined {
    return this.basis.purchases.weeksToNextPurchase(history, 0.5);
  }

  nextPurchase(history: History): NextPurchaseWeeks {
    const { purchases } = this.basis;
    return {
      early: purchases.weeksToNextPurchase(history, 0.05),
      median: this.medianWeeksToNextPurchase(history),
      late: purchases.weeksToNextPurchase(history, 0.95),
    };
  }

  get #purchaseWeeks(): number {
    return this.basis.terms.purchaseHorizonDays / DAYS_A_WEEK;
  }

  get #churnWeeks(): number {
    return this.basis.terms.churnHorizonDays / DAYS_A_WEEK;
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
