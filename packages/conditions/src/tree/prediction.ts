import type { NumberTest } from './value-test.ts';

/** What the figure of a prediction is: a chance from 0 to 1, an amount of money, a plain number, a length of time in ms. */
export type PredictedType = 'share' | 'money' | 'number' | 'duration';

/** Chances are whole hundredths of a percent, so that the text says them exactly. */
export const SHARE_STEPS = 10_000;

/** What can be asked of a trained model. Horizons are those of the model's terms. */
export const PREDICTIONS = {
  /** Chance of no purchase within the churn horizon (PRED-3). */
  churn: { type: 'share', banded: true },
  /** Chance of a purchase within the purchase horizon (PRED-2). */
  purchase: { type: 'share', banded: true },
  /** Expected purchases within the churn horizon. */
  purchases: { type: 'number', banded: false },
  /** Expected discounted value within the value horizon (PRED-1). */
  value: { type: 'money', banded: false },
  /** Whole days within which the next purchase comes with a chance of one half (PRED-17). */
  next_purchase: { type: 'duration', banded: false },
} as const satisfies Record<string, { type: PredictedType; banded: boolean }>;

export type PredictionName = keyof typeof PREDICTIONS;

/** Bands of a chance, lowest first, as API and text name them: half-open, with borders at .25, .5 and .75 (PRED-8). */
export const PREDICTION_BANDS = ['small', 'medium', 'high', 'very_high'] as const;

/** One of these bands. */
export interface BandTest {
  op: 'in';
  values: readonly string[];
}

/** What a trained model expects of the customer passes a test; false where it expects nothing. Only chances have bands. */
export interface PredictionLeaf {
  kind: 'prediction';
  of: PredictionName;
  test: NumberTest | BandTest;
}
