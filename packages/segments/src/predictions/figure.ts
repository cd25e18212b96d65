import { DAY_MS } from '@perennial/calendar';
import type { PredictionName } from '@perennial/conditions';
import type { Forecaster } from '@perennial/forecasts';
import { type Histories, type History, historyAt, mergeHistories, spreadRows } from '@perennial/models';

const DAYS_A_WEEK = 7;

/** What is expected of a customer who bought: a chance, minor units, a number or ms; NaN where nothing is. */
export function figureOf(
  forecaster: Forecaster,
  of: PredictionName,
  history: History,
  meanRepeatMinor: number,
): number {
  switch (of) {
    case 'churn':
      return forecaster.churnRisk(history);
    case 'purchase':
      return forecaster.purchaseProbability(history);
    case 'purchases':
      return forecaster.expectedPurchases(history);
    case 'value':
      return Math.round(forecaster.valueMinor(history, meanRepeatMinor) ?? Number.NaN);
    case 'next_purchase': {
      const weeks = forecaster.medianWeeksToNextPurchase(history) ?? Number.NaN;
      return Math.ceil(weeks * DAYS_A_WEEK) * DAY_MS;
    }
  }
}

/** The same of many; identical histories cost once. */
export function figuresOf(
  forecaster: Forecaster,
  of: PredictionName,
  histories: Histories,
  meanRepeatMinor: Float64Array,
): Float64Array {
  if (of === 'value') {
    if (!forecaster.knowsValues) return new Float64Array(meanRepeatMinor.length).fill(Number.NaN);
    return forecaster.valuesMinor(histories, meanRepeatMinor).map(Math.round);
  }
  const { rows, rowOf } = mergeHistories(histories);
  const figures = rows.weight.map((_, row) => figureOf(forecaster, of, historyAt(rows, row), 0));
  return spreadRows(figures, rowOf);
}
