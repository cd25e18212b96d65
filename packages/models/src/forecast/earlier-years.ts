import { DAYS_A_WEEK, observeBase, observeHoldout } from '../histories/customer-base.ts';
import { mergeHistories } from '../histories/history-rows.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import { fitPurchases } from '../purchases/fit-purchases.ts';
import type { PurchaseModelName } from '../purchases/purchase-model.ts';
import { scoreRows } from './score-rows.ts';
import type { SeasonalWindow } from './season.ts';

const DAYS_A_YEAR = 365;
const MOST_YEARS = 3;

/**
 * Looks one, two and three years back from a forecast: fits the model to what was known then and compares its forecast with what came.
 * A year whose data were too few is left out. Costs a fit a year.
 */
export function earlierYears(
  purchases: PurchaseDays,
  forecastFromDay: number,
  horizonDays: number,
  name: PurchaseModelName,
): SeasonalWindow[] {
  const windows: SeasonalWindow[] = [];
  for (let year = 1; year <= MOST_YEARS; year += 1) {
    const endDay = forecastFromDay - year * DAYS_A_YEAR;
    const base = observeBase(purchases, endDay);
    const { rows } = mergeHistories(base.histories);
    const fitted = fitPurchases(rows, name);
    if (fitted.kind !== 'fitted') break;
    const { expectedPurchases } = scoreRows(fitted.model, rows, horizonDays / DAYS_A_WEEK);
    windows.push({
      forecastPurchases: expectedPurchases.reduce(
        (sum, each, row) => sum + each * (rows.weight[row] ?? 0),
        0,
      ),
      actualPurchases: observeHoldout(purchases, base, endDay + horizonDays).count.reduce(
        (sum, each) => sum + each,
        0,
      ),
    });
  }
  return windows;
}
