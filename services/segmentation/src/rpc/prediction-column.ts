import { DAY_MS, type ZoneTime } from '@perennial/calendar';
import type { PredictionName } from '@perennial/conditions';
import type { FactsReader } from '@perennial/facts';
import { dayOf, type Forecaster, PurchaseReader } from '@perennial/forecasts';
import { predictionFigure } from '@perennial/segments';
import { decimalText } from '../domain/csv.ts';
import { segmentationErrors } from '../errors.ts';
import type { MoneyUnits } from '../tenant-units.ts';

/** What cells of predictions are made from. */
export interface PredictionCells {
  facts: FactsReader;
  zone: ZoneTime;
  units: MoneyUnits;
  at: number;
  /** Undefined where no model is trained. */
  forecaster: Forecaster | undefined;
}

const SHARE_DIGITS = 4;
const COUNT_DIGITS = 2;

/** `prediction:churn` …: what conditions may ask of predictions, too. */
export const PREDICTION_COLUMNS: ReadonlyMap<string, PredictionName> = new Map([
  ['prediction:churn', 'churn'],
  ['prediction:purchase', 'purchase'],
  ['prediction:purchases', 'purchases'],
  ['prediction:value', 'value'],
  ['prediction:next_purchase', 'next_purchase'],
]);

/** Cells are empty for who never bought, and where nothing is expected. @throws MODEL_MISSING */
export function predictionColumn(
  of: PredictionName,
  { facts, zone, units, at, forecaster }: PredictionCells,
): (customer: number) => string {
  if (forecaster === undefined) throw segmentationErrors.MODEL_MISSING({ column: `prediction:${of}` });
  const reader = new PurchaseReader(facts, zone, at);
  const today = dayOf(zone, at);
  return (customer) => {
    const purchases = reader.read(customer);
    if (purchases.count === 0) return '';
    const figure = predictionFigure(forecaster, of, purchases.historyOn(today), purchases.meanRepeatMinor());
    return Number.isNaN(figure) ? '' : cellText(of, figure, units);
  };
}

function cellText(of: PredictionName, figure: number, { minorPerUnit }: MoneyUnits): string {
  switch (of) {
    case 'value':
      return decimalText(figure, minorPerUnit);
    case 'next_purchase':
      return String(Math.round(figure / DAY_MS));
    case 'purchases':
      return figure.toFixed(COUNT_DIGITS);
    default:
      return figure.toFixed(SHARE_DIGITS);
  }
}
