import { bandOf } from './bands.ts';
import type { BandOutcome, HoldoutReport } from './report.ts';

type TrustWord = 'good' | 'fair' | 'poor' | 'unknown';

/** Of an AUC that ranks by chance. */
const CHANCE = 0.5;
/** Fewer customers of a band say too little about it. */
const LEAST_CUSTOMERS = 50;
/** So far may the share of those who churned lie from what was predicted. */
const GOOD_DISTANCE = 0.05;
const FAIR_DISTANCE = 0.15;

/** How far to trust a prediction, and the holdout's customers of the same churn band. */
export interface Trust {
  word: TrustWord;
  band: BandOutcome | undefined;
}

/** How far to trust what is said of a customer, by what the same procedure said before the holdout and what came then. */
export function trustIn(report: HoldoutReport | null, churnRisk: number): Trust {
  if (report === null) return { word: 'unknown', band: undefined };
  const band = report.bands.find((outcome) => outcome.band === bandOf(churnRisk));
  const ranks = report.auc !== null && report.auc.low > CHANCE;
  return { word: ranks ? wordOf(band) : 'poor', band };
}

function wordOf(band: BandOutcome | undefined): TrustWord {
  if (band === undefined || band.customers < LEAST_CUSTOMERS) return 'fair';
  const distance = Math.abs(band.shareChurned - band.meanPredicted);
  if (distance <= GOOD_DISTANCE) return 'good';
  return distance <= FAIR_DISTANCE ? 'fair' : 'poor';
}
