import { scoreRows, spreadRows } from '../forecast/score-rows.ts';
import { type CustomerBase, DAYS_A_WEEK, observeBase, observeHoldout } from '../histories/customer-base.ts';
import { mergeHistories } from '../histories/history-rows.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import { fitPurchases } from '../purchases/fit-purchases.ts';
import type { PurchaseModelName } from '../purchases/purchase-model.ts';
import { customerFeatures, type FeatureMatrix } from './features.ts';
import { fitLogistic, predictLogistic } from './logistic-regression.ts';

/** What the challenger and the purchase model say of a base, side by side. */
export interface ChallengerScores {
  base: CustomerBase;
  /** Chance of a purchase within the horizon, by the logistic regression. */
  probability: Float64Array;
  /** Expected purchases by the purchase model, for ranking. */
  expectedPurchases: Float64Array;
  /** Both pooled for ranking: log odds of the one plus logarithm of the other. */
  pooled: Float64Array;
}

const LEAST_BUYERS = 50;
const SMALLEST = 1e-300;

/**
 * Trains on the window before a day and scores the base as of that day: features from one horizon earlier, outcomes up to the day, so
 * that nothing later is seen. Undefined where one of the two windows has too little data.
 */
export function scoreChallenger(
  purchases: PurchaseDays,
  endDay: number,
  horizonDays: number,
  name: PurchaseModelName = 'mbg-nbd',
): ChallengerScores | undefined {
  const before = describe(purchases, endDay - horizonDays, horizonDays, name);
  const now = describe(purchases, endDay, horizonDays, name);
  if (before === undefined || now === undefined) return undefined;
  const bought = boughtWithin(purchases, before.base, endDay);
  const buyers = bought.reduce((sum, each) => sum + each, 0);
  if (Math.min(buyers, bought.length - buyers) < LEAST_BUYERS) return undefined;
  const regression = fitLogistic(before.features, bought);
  if (regression === undefined) return undefined;
  const probability = predictLogistic(regression, now.features);
  const { expectedPurchases } = now;
  const pooled = probability.map(
    (chance, index) => logOdds(chance) + Math.log(Math.max(expectedPurchases[index] ?? 0, SMALLEST)),
  );
  return { base: now.base, probability, expectedPurchases, pooled };
}

/** 1 for each customer of a base who bought after its end and up to a day. */
export function boughtWithin(purchases: PurchaseDays, base: CustomerBase, untilDay: number): Uint8Array {
  return Uint8Array.from(observeHoldout(purchases, base, untilDay).count, (count) => (count > 0 ? 1 : 0));
}

interface Described {
  base: CustomerBase;
  features: FeatureMatrix;
  expectedPurchases: Float64Array;
}

function describe(
  purchases: PurchaseDays,
  endDay: number,
  horizonDays: number,
  name: PurchaseModelName,
): Described | undefined {
  const base = observeBase(purchases, endDay);
  const { rows, rowOf } = mergeHistories(base.histories);
  const fitted = fitPurchases(rows, name);
  if (fitted.kind !== 'fitted') return undefined;
  const scores = scoreRows(fitted.model, rows, horizonDays / DAYS_A_WEEK);
  const expectedPurchases = spreadRows(scores.expectedPurchases, rowOf);
  const outputs = [
    expectedPurchases.map((expected) => Math.log(Math.max(expected, SMALLEST))),
    expectedPurchases,
    spreadRows(scores.aliveProbability, rowOf),
    spreadRows(scores.purchaseProbability, rowOf),
  ];
  return { base, features: customerFeatures(purchases, base, outputs), expectedPurchases };
}

function logOdds(chance: number): number {
  return Math.log(Math.max(chance, SMALLEST)) - Math.log(Math.max(1 - chance, SMALLEST));
}
