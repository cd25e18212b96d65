import { scoreRows, spreadRows } from '../forecast/score-rows.ts';
import { type CustomerBase, observeBase } from '../histories/customer-base.ts';
import { historyAt } from '../histories/history.ts';
import { mergeHistories } from '../histories/history-rows.ts';
import { mergeSameDay, type Purchases } from '../histories/purchase-days.ts';
import { type FittedPurchases, fitPurchases, type NotEnoughData } from '../purchases/fit-purchases.ts';
import type { PurchaseModelName } from '../purchases/purchase-model.ts';
import { type FittedSpend, fitSpend, spendRows } from '../spend/fit-spend.ts';
import type { ValueTerms } from './customer-value.ts';
import { discountedPurchases } from './discounted-purchases.ts';

/** Predictions for every customer of a base, columns in the base's order, all within `terms.horizonWeeks`. */
export interface BasePrediction {
  kind: 'fitted';
  base: CustomerBase;
  terms: ValueTerms;
  purchases: FittedPurchases;
  spend: FittedSpend;
  expectedPurchases: Float64Array;
  purchaseProbability: Float64Array;
  /** Expected discounted value (PRED-1). */
  value: Float64Array;
}

/** From purchases to predictions in one go, or what is missing for it. */
export function predictBase(
  purchases: Purchases,
  observedUntilDay: number,
  terms: ValueTerms,
  name: PurchaseModelName = 'mbg-nbd',
): BasePrediction | NotEnoughData {
  const base = observeBase(mergeSameDay(purchases), observedUntilDay);
  const { rows, rowOf } = mergeHistories(base.histories);
  const fitted = fitPurchases(rows, name);
  if (fitted.kind !== 'fitted') return fitted;
  const spend = fitSpend(spendRows(base));
  if (spend.kind !== 'fitted') return spend;
  const scores = scoreRows(fitted.model, rows, terms.horizonWeeks);
  const discounted = Float64Array.from(rows.weight, (_, row) =>
    discountedPurchases(fitted.model, historyAt(rows, row), terms.horizonWeeks, terms.yearlyDiscountRate),
  );
  const value = spreadRows(discounted, rowOf).map((purchasesToCome, index) => {
    const repeats = base.histories.repeatCount[index] ?? 0;
    return (
      terms.margin * purchasesToCome * spend.model.expectedValue(repeats, base.meanRepeatValue[index] ?? 0)
    );
  });
  return {
    kind: 'fitted',
    base,
    terms,
    purchases: fitted,
    spend,
    expectedPurchases: spreadRows(scores.expectedPurchases, rowOf),
    purchaseProbability: spreadRows(scores.purchaseProbability, rowOf),
    value,
  };
}
