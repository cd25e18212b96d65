import {
  auc,
  bootstrapAuc,
  boughtWithin,
  brierScore,
  byFrequency,
  type CustomerBase,
  countErrors,
  earlierYears,
  equalEdges,
  fitPurchases,
  mergeHistories,
  observeBase,
  observeHoldout,
  ownRateBaseline,
  type PurchaseDays,
  type RankingChoice,
  recencyBaseline,
  reliabilityCurve,
  rfmBaseline,
  scoreRows,
  seasonalFactor,
  seededRandom,
  spreadRows,
  trackRepeats,
} from '@perennial/models';
import { BANDS, bandOf } from '../domain/bands.ts';
import { type Missing, missingOf } from '../domain/missing.ts';
import { type BandOutcome, type BaselineOutcome, type HoldoutReport, savedErrors } from '../domain/report.ts';

/** A base cut in time: what came before judges nothing, what came after fits nothing. */
export interface Holdout {
  purchases: PurchaseDays;
  observedUntilDay: number;
  holdoutDays: number;
}

const SEED = 5;
const BINS = 10;
const DAYS_A_WEEK = 7;

/** Fits the chosen model to what came before the holdout and holds it to what came in it; or what is missing for that. */
export function reportOnHoldout(holdout: Holdout, choice: RankingChoice): HoldoutReport | Missing[] {
  const { purchases, observedUntilDay, holdoutDays } = holdout;
  const base = observeBase(purchases, observedUntilDay);
  const { rows, rowOf } = mergeHistories(base.histories);
  const fitted = fitPurchases(rows, choice.model);
  if (fitted.kind !== 'fitted') return missingOf(fitted);
  const untilDay = observedUntilDay + holdoutDays;
  const bought = boughtWithin(purchases, base, untilDay);
  const { count } = observeHoldout(purchases, base, untilDay);
  const seasonFactor = seasonalFactor(
    earlierYears(purchases, observedUntilDay, choice.model).windows(holdoutDays),
  );
  const scores = scoreRows(fitted.model, rows, holdoutDays / DAYS_A_WEEK, seasonFactor);
  const expected = spreadRows(scores.expectedPurchases, rowOf);
  const probability = spreadRows(scores.purchaseProbability, rowOf);
  return {
    observedUntilDay,
    holdoutDays,
    customers: base.customer.length,
    buyers: bought.reduce((sum, each) => sum + each, 0),
    seasonFactor,
    errors: savedErrors(countErrors(expected, count)),
    auc: bootstrapAuc(expected, bought, seededRandom(SEED)) ?? null,
    brier: brierScore(probability, bought) ?? null,
    reliability: reliabilityCurve(probability, bought, equalEdges(BINS)),
    bands: bandOutcomes(probability, bought),
    byFrequency: byFrequency(base.histories.repeatCount, expected, count),
    weeks: trackRepeats(fitted.model, purchases, base, untilDay),
    baselines: baselineOutcomes(base, bought, count, holdoutDays),
    paretoLead: choice.paretoLead ?? null,
    challengerLead: choice.challengerLead ?? null,
  };
}

function bandOutcomes(probability: Float64Array, bought: Uint8Array): BandOutcome[] {
  const outcomes = BANDS.map((band) => ({ band, customers: 0, meanPredicted: 0, shareChurned: 0 }));
  for (const [place, each] of probability.entries()) {
    const risk = Math.min(1, Math.max(0, 1 - each));
    const outcome = outcomes[bandOf(risk) - 1];
    outcome.customers += 1;
    outcome.meanPredicted += (risk - outcome.meanPredicted) / outcome.customers;
    outcome.shareChurned += (1 - bought[place] - outcome.shareChurned) / outcome.customers;
  }
  return outcomes;
}

function baselineOutcomes(
  base: CustomerBase,
  bought: Uint8Array,
  count: Float64Array,
  holdoutDays: number,
): BaselineOutcome[] {
  const ownRate = ownRateBaseline(base, holdoutDays / DAYS_A_WEEK);
  return [
    { name: 'recency', auc: auc(recencyBaseline(base), bought) ?? null, errors: null },
    { name: 'rfm_sum', auc: auc(rfmBaseline(base), bought) ?? null, errors: null },
    {
      name: 'own_rate',
      auc: auc(ownRate, bought) ?? null,
      errors: savedErrors(countErrors(ownRate, count)),
    },
  ];
}
