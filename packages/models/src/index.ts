export {
  boughtWithin,
  type ChallengerScores,
  scoreChallenger,
} from './challenger/challenger.ts';
export { chooseRanking, type RankingChoice } from './challenger/choose-ranking.ts';
export { CHURN_BANDS, type ChurnBand, churnBand } from './churn-band.ts';
export { auc, bootstrapAuc } from './evaluation/auc.ts';
export { ownRateBaseline, recencyBaseline, rfmBaseline } from './evaluation/baselines.ts';
export { byFrequency, type FrequencyGroup } from './evaluation/by-frequency.ts';
export { type CountErrors, countErrors } from './evaluation/count-errors.ts';
export type { Estimate } from './evaluation/estimate.ts';
export {
  type BrierScore,
  brierScore,
  equalEdges,
  type ReliabilityBin,
  reliabilityCurve,
} from './evaluation/reliability.ts';
export { type TrackedWeek, trackRepeats } from './evaluation/tracking.ts';
export type { Fit, FitReport } from './fitting/fit.ts';
export { earlierYears } from './forecast/earlier-years.ts';
export { purchaseProbabilityInSeason, type RowScores, scoreRows, spreadRows } from './forecast/score-rows.ts';
export { type SeasonalWindow, seasonalFactor } from './forecast/season.ts';
export { type CustomerBase, observeBase, observeHoldout } from './histories/customer-base.ts';
export { type Histories, type History, historyAt } from './histories/history.ts';
export { type HistoryRows, type MergedHistories, mergeHistories } from './histories/history-rows.ts';
export { mergeSameDay, type PurchaseDays, type Purchases } from './histories/purchase-days.ts';
export { digamma, logGamma } from './numeric/gamma-function.ts';
export { betaGeometricModel } from './purchases/beta-geometric-model.ts';
export { DATA_NEEDS, type DataNeeds, type MissingData } from './purchases/enough-data.ts';
export { type FittedPurchases, fitPurchases, type NotEnoughData } from './purchases/fit-purchases.ts';
export { paretoNbdModel } from './purchases/pareto-nbd-model.ts';
export type { PurchaseModel, PurchaseModelName } from './purchases/purchase-model.ts';
export { drawGamma } from './random/draws.ts';
export { type RandomSource, seededRandom } from './random/seeded-random.ts';
export {
  type SimulatedBase,
  type SimulationOptions,
  simulateHistories,
} from './simulation/simulate-histories.ts';
export { type FittedSpend, fitSpend, spendRows } from './spend/fit-spend.ts';
export { gammaGammaModel, type SpendModel } from './spend/gamma-gamma.ts';
export {
  customerValue,
  type DrawnModels,
  drawModels,
  type ValuedCustomer,
  type ValueInterval,
  type ValueTerms,
  valueInterval,
} from './value/customer-value.ts';
export { discountedPurchases } from './value/discounted-purchases.ts';
export { type BasePrediction, predictBase } from './value/predict-base.ts';
