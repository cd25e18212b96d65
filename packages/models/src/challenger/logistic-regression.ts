import { logistic } from '../numeric/log-sum.ts';
import { cholesky, solveByCholesky } from '../numeric/symmetric-matrix.ts';
import type { FeatureMatrix } from './features.ts';

/** Coefficients over standardised features, the intercept last. */
export interface LogisticRegression {
  means: Float64Array;
  scales: Float64Array;
  coefficients: Float64Array;
}

const MOST_ROUNDS = 50;
const TOLERANCE = 1e-8;

/**
 * Ridge logistic regression by iteratively reweighted least squares (le Cessie and van Houwelingen 1992). `ridge` weighs the squared
 * coefficients, the intercept's left out; 1 is the usual default. Undefined where it does not settle.
 */
export function fitLogistic(
  features: FeatureMatrix,
  bought: Uint8Array,
  ridge = 1,
): LogisticRegression | undefined {
  const standard = standardise(features);
  const size = features.width + 1;
  const coefficients = new Float64Array(size);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { gradient, information } = newtonParts(standard.rows, bought, coefficients, ridge);
    const lower = cholesky({ size, values: information });
    if (lower === undefined) return undefined;
    const step = solveByCholesky(lower, gradient);
    for (let index = 0; index < size; index += 1)
      coefficients[index] = (coefficients[index] ?? 0) + (step[index] ?? 0);
    const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    if (!Number.isFinite(longest)) return undefined;
    if (longest < TOLERANCE) return { means: standard.means, scales: standard.scales, coefficients };
  }
  return undefined;
}

/** The probability that each row buys. */
export function predictLogistic(
  { means, scales, coefficients }: LogisticRegression,
  { width, values }: FeatureMatrix,
): Float64Array {
  const rows = values.length / width;
  const probabilities = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = coefficients[width] ?? 0;
    for (let index = 0; index < width; index += 1)
      sum +=
        ((coefficients[index] ?? 0) * ((values[row * width + index] ?? 0) - (means[index] ?? 0))) /
        (scales[index] ?? 1);
    probabilities[row] = logistic(sum);
  }
  return probabilities;
}

/** Rows with mean 0 and deviation 1 a feature, and a last column of ones; a feature that never changes stays 0. */
function standardise({ width, values }: FeatureMatrix): {
  rows: FeatureMatrix;
  means: Float64Array;
  scales: Float64Array;
} {
  const count = values.length / width;
  const means = new Float64Array(width);
  const scales = new Float64Array(width);
  const rows = new Float64Array(count * (width + 1));
  for (let index = 0; index < width; index += 1) {
    let sum = 0;
    for (let row = 0; row < count; row += 1) sum += values[row * width + index] ?? 0;
    const mean = sum / count;
    let squares = 0;
    for (let row = 0; row < count; row += 1) squares += ((values[row * width + index] ?? 0) - mean) ** 2;
    means[index] = mean;
    scales[index] = squares > 0 ? Math.sqrt(squares / count) : 1;
  }
  for (let row = 0; row < count; row += 1) {
    for (let index = 0; index < width; index += 1)
      rows[row * (width + 1) + index] =
        ((values[row * width + index] ?? 0) - (means[index] ?? 0)) / (scales[index] ?? 1);
    rows[row * (width + 1) + width] = 1;
  }
  return { rows: { width: width + 1, values: rows }, means, scales };
}

function newtonParts(
  { width, values }: FeatureMatrix,
  bought: Uint8Array,
  coefficients: Float64Array,
  ridge: number,
): { gradient: Float64Array; information: Float64Array } {
  const gradient = new Float64Array(width);
  const information = new Float64Array(width * width);
  for (let at = 0, index = 0; at < values.length; at += width, index += 1) {
    let sum = 0;
    for (let column = 0; column < width; column += 1)
      sum += (coefficients[column] ?? 0) * (values[at + column] ?? 0);
    const probability = logistic(sum);
    const spread = Math.max(probability * (1 - probability), 1e-12);
    const missed = (bought[index] ?? 0) - probability;
    for (let row = 0; row < width; row += 1) {
      const value = values[at + row] ?? 0;
      gradient[row] = (gradient[row] ?? 0) + missed * value;
      const weighted = spread * value;
      for (let column = 0; column <= row; column += 1)
        information[row * width + column] =
          (information[row * width + column] ?? 0) + weighted * (values[at + column] ?? 0);
    }
  }
  for (let row = 0; row < width - 1; row += 1) {
    gradient[row] = (gradient[row] ?? 0) - ridge * (coefficients[row] ?? 0);
    information[row * width + row] = (information[row * width + row] ?? 0) + ridge;
  }
  return { gradient, information };
}
