import { PREDICTION_BANDS, PREDICTIONS, type PredictionLeaf, SHARE_STEPS } from '../tree/prediction.ts';
import type { NumberTest } from '../tree/value-test.ts';
import { checkNumberTest } from './check-numbers.ts';
import { checkWords } from './check-texts.ts';
import type { Findings } from './condition-problem.ts';

/** A prediction and a test that it takes. */
export function checkPrediction({ of, test }: PredictionLeaf, findings: Findings): void {
  const { type, banded } = PREDICTIONS[of];
  const below = findings.at('test');
  if (test.op !== 'in') {
    checkNumberTest(test, type === 'number' || type === 'share' ? 'any' : type, below);
    if (type === 'share') checkShares(test, below);
  } else if (banded) checkWords(test.values, PREDICTION_BANDS, below.at('values'));
  else
    below.report(
      `The prediction ${of} has no bands`,
      'Compare it with a number; churn and purchase have bands',
    );
}

/** Bounds of chances: from 0 to 1. */
function checkShares(test: NumberTest, findings: Findings): void {
  const bounds = test.op === 'range' ? [test.low, test.high] : [test.value];
  for (const bound of bounds) {
    if (bound === undefined || isShare(bound)) continue;
    findings.report(
      `${bound} is no chance`,
      'Give a chance from 0 to 1 (0 % to 100 %), in whole hundredths of a percent',
    );
  }
}

function isShare(bound: number): boolean {
  return bound >= 0 && bound <= 1 && Math.round(bound * SHARE_STEPS) / SHARE_STEPS === bound;
}
