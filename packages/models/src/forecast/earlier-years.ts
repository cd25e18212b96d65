import { type CustomerBase, DAYS_A_WEEK, observeBase, observeHoldout } from '../histories/customer-base.ts';
import { type HistoryRows, mergeHistories } from '../histories/history-rows.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import { fitPurchases } from '../purchases/fit-purchases.ts';
import type { PurchaseModel, PurchaseModelName } from '../purchases/purchase-model.ts';
import { scoreRows } from './score-rows.ts';
import type { SeasonalWindow } from './season.ts';

const DAYS_A_YEAR = 365;
const MOST_YEARS = 3;

/** What would have been forecast at the same time of earlier years. */
export interface EarlierYears {
  /** Forecast and outcome of each year's window of so many days; of those that had ended by the day looked back from. */
  windows(horizonDays: number): SeasonalWindow[];
}

interface EarlierYear {
  base: CustomerBase;
  rows: HistoryRows;
  model: PurchaseModel;
}

/**
 * Looks one, two and three years back from a forecast: fits the model to what was known then. A year whose data were too few is left out.
 * Costs a fit a year.
 */
export function earlierYears(
  purchases: PurchaseDays,
  forecastFromDay: number,
  name: PurchaseModelName,
): EarlierYears {
  const years: EarlierYear[] = [];
  for (let year = 1; year <= MOST_YEARS; year += 1) {
    const base = observeBase(purchases, forecastFromDay - year * DAYS_A_YEAR);
    const { rows } = mergeHistories(base.histories);
    const fitted = fitPurchases(rows, name);
    if (fitted.kind !== 'fitted') break;
    years.push({ base, rows, model: fitted.model });
  }
  return {
    windows: (horizonDays) =>
      years
        .filter(({ base }) => base.observedUntilDay + horizonDays <= forecastFromDay)
        .map((year) => windowOf(year, purchases, horizonDays)),
  };
}

function windowOf(
  { base, rows, model }: EarlierYear,
  purchases: PurchaseDays,
  horizonDays: number,
): SeasonalWindow {
  const { expectedPurchases } = scoreRows(model, rows, horizonDays / DAYS_A_WEEK);
  const { count } = observeHoldout(purchases, base, base.observedUntilDay + horizonDays);
  return {
    forecastPurchases: expectedPurchases.reduce((sum, each, row) => sum + each * (rows.weight[row] ?? 0), 0),
    actualPurchases: count.reduce((sum, each) => sum + each, 0),
  };
}
