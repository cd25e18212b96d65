import type {
  BrierScore,
  CountErrors,
  Estimate,
  FrequencyGroup,
  ReliabilityBin,
  TrackedWeek,
} from '@perennial/models';

/** Customers of one churn band in the holdout. */
export interface BandOutcome {
  band: number;
  customers: number;
  meanPredicted: number;
  shareChurned: number;
}

/** A way of predicting that needs no model. */
export interface BaselineOutcome {
  name: 'recency' | 'rfm_sum' | 'own_rate';
  auc: number | null;
  errors: SavedErrors | null;
}

/** Plain JSON has no undefined. */
export interface SavedErrors extends Omit<CountErrors, 'predictedOverActual'> {
  predictedOverActual: number | null;
}

/** What a model did on the shop's own last weeks, in plain JSON; days count from 1970. */
export interface HoldoutReport {
  observedUntilDay: number;
  holdoutDays: number;
  customers: number;
  buyers: number;
  seasonFactor: number;
  errors: SavedErrors;
  auc: Estimate | null;
  brier: BrierScore | null;
  reliability: ReliabilityBin[];
  bands: BandOutcome[];
  byFrequency: FrequencyGroup[];
  weeks: TrackedWeek[];
  baselines: BaselineOutcome[];
  paretoLead: Estimate | null;
  challengerLead: Estimate | null;
}

export function savedErrors(errors: CountErrors): SavedErrors {
  return { ...errors, predictedOverActual: errors.predictedOverActual ?? null };
}
