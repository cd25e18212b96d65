import type { History } from '../histories/history.ts';
import type { RandomSource } from '../random/seeded-random.ts';

export type PurchaseModelName = 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd';

/** A drawn future ends here, so that no rate, however large, fills the memory. */
export const MOST_DRAWN_PURCHASES = 10_000;

/** A fitted model of when customers buy and when they stop. Times are weeks; horizons count from the end of observation. */
export interface PurchaseModel {
  name: PurchaseModelName;
  /**
   * Belief that the customer has not dropped out yet. BG/NBD says 1 for everybody without a repeat: it is no churn score; take
   * 1 - `purchaseProbability` for that.
   */
  aliveProbability(history: History): number;
  /** E[Y(t) | x, t_x, T]: expected purchases within the horizon. */
  expectedPurchases(history: History, horizonWeeks: number): number;
  /** Chance of at least one purchase within the horizon. */
  purchaseProbability(history: History, horizonWeeks: number): number;
  /**
   * Weeks until the next purchase has happened with the given chance, 0.5 for the median; undefined where it is less likely than that
   * to happen ever.
   */
  weeksToNextPurchase(history: History, probability: number): number | undefined;
  /** One possible future: times of the purchases within the horizon, ascending, drawn from what the model believes of the customer. */
  drawPurchaseWeeks(history: History, horizonWeeks: number, random: RandomSource): number[];
}
