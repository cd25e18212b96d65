import {
  auc,
  bootstrapAuc,
  boughtWithin,
  brierScore,
  byFrequency,
  type CountErrors,
  type CustomerBase,
  chooseRanking,
  countErrors,
  type Estimate,
  earlierYears,
  type FittedPurchases,
  fitPurchases,
  mergeHistories,
  observeBase,
  observeHoldout,
  ownRateBaseline,
  type PurchaseDays,
  type PurchaseModelName,
  type RankingChoice,
  recencyBaseline,
  rfmBaseline,
  scoreChallenger,
  scoreRows,
  seasonalFactor,
  seededRandom,
  spreadRows,
} from '@perennial/models';

/** A base cut in time: what came before fits, what came after judges. */
export interface HoldoutSplit {
  name: string;
  purchases: PurchaseDays;
  calibrationEndDay: number;
  holdoutDays: number;
}

interface ModelResult {
  auc: Estimate;
  errors: CountErrors;
  brier: number;
  seasonal: CountErrors;
  seasonalFactor: number;
}

export interface HoldoutResult {
  customers: number;
  buyers: number;
  baselines: Record<'recency' | 'RFM sum' | 'own rate', number>;
  ownRate: CountErrors;
  models: Record<PurchaseModelName, ModelResult>;
  choice: RankingChoice;
  chosen: Estimate;
  byFrequency: string;
}

const SEED = 5;
const MODELS: readonly PurchaseModelName[] = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'];

/** Fits, forecasts and judges all models and baselines on one split. */
export function evaluateSplit(split: HoldoutSplit): HoldoutResult {
  const { purchases, calibrationEndDay, holdoutDays } = split;
  const base = observeBase(purchases, calibrationEndDay);
  const bought = boughtWithin(purchases, base, calibrationEndDay + holdoutDays);
  const { count } = observeHoldout(purchases, base, calibrationEndDay + holdoutDays);
  const horizonWeeks = holdoutDays / 7;
  const results = MODELS.map((name) => [name, evaluateModel(split, base, name, bought, count)] as const);
  const choice = chooseRanking(purchases, calibrationEndDay, holdoutDays, seededRandom(SEED));
  const ownRate = ownRateBaseline(base, horizonWeeks);
  return {
    customers: base.customer.length,
    buyers: bought.reduce((sum, each) => sum + each, 0),
    baselines: {
      recency: auc(recencyBaseline(base), bought) ?? Number.NaN,
      'RFM sum': auc(rfmBaseline(base), bought) ?? Number.NaN,
      'own rate': auc(ownRate, bought) ?? Number.NaN,
    },
    ownRate: countErrors(ownRate, count),
    // Object.fromEntries forgets which keys it was given.
    models: Object.fromEntries(
      results.map(([name, { result }]) => [name, result]),
    ) as HoldoutResult['models'],
    choice,
    chosen: evaluateChoice(split, choice, results, bought),
    byFrequency: byFrequencyText(base, results.find(([name]) => name === 'mbg-nbd')?.[1].expected, count),
  };
}

interface Evaluated {
  result: ModelResult;
  expected: Float64Array;
}

function evaluateModel(
  { purchases, calibrationEndDay, holdoutDays }: HoldoutSplit,
  base: CustomerBase,
  name: PurchaseModelName,
  bought: Uint8Array,
  count: Float64Array,
): Evaluated {
  const { rows, rowOf } = mergeHistories(base.histories);
  const fitted = fittedOrThrow(fitPurchases(rows, name));
  const scores = scoreRows(fitted.model, rows, holdoutDays / 7);
  const expected = spreadRows(scores.expectedPurchases, rowOf);
  const factor = seasonalFactor(earlierYears(purchases, calibrationEndDay, name).windows(holdoutDays));
  const result: ModelResult = {
    auc: estimateOrThrow(bootstrapAuc(expected, bought, seededRandom(SEED))),
    errors: countErrors(expected, count),
    brier: brierScore(spreadRows(scores.purchaseProbability, rowOf), bought)?.score ?? Number.NaN,
    seasonal: countErrors(
      expected.map((each) => each * factor),
      count,
    ),
    seasonalFactor: factor,
  };
  return { result, expected };
}

function evaluateChoice(
  { purchases, calibrationEndDay, holdoutDays }: HoldoutSplit,
  choice: RankingChoice,
  results: readonly (readonly [PurchaseModelName, Evaluated])[],
  bought: Uint8Array,
): Estimate {
  const plain = results.find(([name]) => name === choice.model)?.[1];
  if (!choice.challenged && plain !== undefined) return plain.result.auc;
  const challenged = scoreChallenger(purchases, calibrationEndDay, holdoutDays, choice.model);
  return estimateOrThrow(challenged && bootstrapAuc(challenged.pooled, bought, seededRandom(SEED)));
}

function byFrequencyText(
  base: CustomerBase,
  expected: Float64Array | undefined,
  count: Float64Array,
): string {
  if (expected === undefined) return '';
  return byFrequency(base.histories.repeatCount, expected, count)
    .map(
      (group) =>
        `${group.repeatCount}${group.andMore ? '+' : ''}: ${group.meanPredicted.toFixed(2)}/${group.meanActual.toFixed(2)}`,
    )
    .join('  ');
}

function fittedOrThrow(outcome: ReturnType<typeof fitPurchases>): FittedPurchases {
  if (outcome.kind === 'fitted') return outcome;
  throw new Error(`The data set was refused: ${JSON.stringify(outcome.missing)}`);
}

function estimateOrThrow(estimate: Estimate | undefined): Estimate {
  if (estimate === undefined) throw new Error('The holdout has no buyers, or nobody else');
  return estimate;
}
