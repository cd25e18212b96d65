import { type History, historyAt } from '../histories/history.ts';
import type { HistoryRows } from '../histories/history-rows.ts';
import type { PurchaseModel } from '../purchases/purchase-model.ts';

/** What a model says of each row within one horizon. */
export interface RowScores {
  horizonWeeks: number;
  expectedPurchases: Float64Array;
  purchaseProbability: Float64Array;
  aliveProbability: Float64Array;
}

/** Scores every distinct history once; `seasonalFactor` multiplies the expected purchases and the hazard of the first of them. */
export function scoreRows(
  model: PurchaseModel,
  rows: HistoryRows,
  horizonWeeks: number,
  seasonalFactor = 1,
): RowScores {
  const size = rows.weight.length;
  const scores: RowScores = {
    horizonWeeks,
    expectedPurchases: new Float64Array(size),
    purchaseProbability: new Float64Array(size),
    aliveProbability: new Float64Array(size),
  };
  for (let row = 0; row < size; row += 1) {
    const history = historyAt(rows, row);
    const alive = model.aliveProbability(history);
    scores.aliveProbability[row] = alive;
    scores.expectedPurchases[row] = seasonalFactor * model.expectedPurchases(history, horizonWeeks);
    scores.purchaseProbability[row] = seasonalProbability(
      model.purchaseProbability(history, horizonWeeks),
      alive,
      seasonalFactor,
    );
  }
  return scores;
}

/** Gives each customer the value of their row. */
export function spreadRows(ofRow: Float64Array, rowOf: Uint32Array): Float64Array {
  const ofCustomer = new Float64Array(rowOf.length);
  for (let index = 0; index < rowOf.length; index += 1) ofCustomer[index] = ofRow[rowOf[index] ?? 0] ?? 0;
  return ofCustomer;
}

/** Chance of a purchase within the horizon, as `scoreRows` finds it. */
export function purchaseProbabilityInSeason(
  model: PurchaseModel,
  history: History,
  horizonWeeks: number,
  factor: number,
): number {
  const probability = model.purchaseProbability(history, horizonWeeks);
  return factor === 1
    ? probability
    : seasonalProbability(probability, model.aliveProbability(history), factor);
}

/** A season quickens who is active and wakes nobody else: 1 - P/alive is the chance to wait, and waits shorten by the factor. */
function seasonalProbability(probability: number, alive: number, factor: number): number {
  if (factor === 1 || alive <= 0) return probability;
  const wait = Math.max(0, 1 - probability / alive);
  return alive * (1 - wait ** factor);
}
