import { bootstrapAucDifference } from '../evaluation/auc-difference.ts';
import type { Estimate } from '../evaluation/estimate.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import type { PurchaseModelName } from '../purchases/purchase-model.ts';
import type { RandomSource } from '../random/seeded-random.ts';
import { boughtWithin, scoreChallenger } from './challenger.ts';

/** What to rank customers by, and how the candidates did on the shop's own last window. */
export interface RankingChoice {
  model: PurchaseModelName;
  /** Whether the challenger is pooled with the model. */
  challenged: boolean;
  /** Lead in AUC of Pareto/NBD over MBG/NBD; undefined where the past is too short to tell. */
  paretoLead: Estimate | undefined;
  /** Lead of model and challenger pooled over the model alone. */
  challengerLead: Estimate | undefined;
}

const DEFAULT_MODEL: PurchaseModelName = 'mbg-nbd';

/**
 * Holds the candidates to the last horizon before a day, everything trained before it. Only who leads beyond doubt, the whole 95 %
 * interval above 0, displaces the default.
 */
export function chooseRanking(
  purchases: PurchaseDays,
  endDay: number,
  horizonDays: number,
  random: RandomSource,
): RankingChoice {
  const validationFrom = endDay - horizonDays;
  const plain = scoreChallenger(purchases, validationFrom, horizonDays, DEFAULT_MODEL);
  const pareto = scoreChallenger(purchases, validationFrom, horizonDays, 'pareto-nbd');
  if (plain === undefined || pareto === undefined)
    return { model: DEFAULT_MODEL, challenged: false, paretoLead: undefined, challengerLead: undefined };
  const bought = boughtWithin(purchases, plain.base, endDay);
  const lead = (of: Float64Array, over: Float64Array): Estimate | undefined =>
    bootstrapAucDifference(of, over, bought, random);
  const paretoLead = lead(pareto.expectedPurchases, plain.expectedPurchases);
  const best = leads(paretoLead) ? pareto : plain;
  const challengerLead = lead(best.pooled, best.expectedPurchases);
  return {
    model: best === pareto ? 'pareto-nbd' : DEFAULT_MODEL,
    challenged: leads(challengerLead),
    paretoLead,
    challengerLead,
  };
}

function leads(estimate: Estimate | undefined): boolean {
  return estimate !== undefined && estimate.low > 0;
}
