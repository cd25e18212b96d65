import { logGamma } from '@perennial/models';

/** A beta distribution by its parameters, both above 0. */
export interface Beta {
  a: number;
  b: number;
}

const MOST_TERMS = 300;
const TINY = 1e-300;
const PRECISION = 1e-13;
const MOST_HALVINGS = 60;
const NEAR_ZERO = 1e-7;

/** Chance of a value up to x: the regularised incomplete beta function. */
export function betaCdf({ a, b }: Beta, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logFactor = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  const factor = Math.exp(logFactor);
  return x < (a + 1) / (a + b + 2)
    ? (factor * continuedFraction(a, b, x)) / a
    : 1 - (factor * continuedFraction(b, a, 1 - x)) / b;
}

/** The value that is not exceeded with a probability, by halving; near 0 by the first term of the series, whatever the scale (DLMF 8.17.7). */
export function betaQuantile(beta: Beta, probability: number): number {
  const { a, b } = beta;
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const nearZero = Math.exp((Math.log(probability * a) + logBeta) / a);
  if (nearZero * (1 + b) < NEAR_ZERO) return nearZero;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < MOST_HALVINGS && high - low > PRECISION * high; halving += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(beta, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** DLMF 8.17.22, by the modified method of Lentz (1976). */
function continuedFraction(a: number, b: number, x: number): number {
  let numerator = 1;
  let denominator = 1 / keptFromZero(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let term = 1; term <= MOST_TERMS; term += 1) {
    const even = (term * (b - term) * x) / ((a + 2 * term - 1) * (a + 2 * term));
    denominator = 1 / keptFromZero(1 + even * denominator);
    numerator = keptFromZero(1 + even / numerator);
    value *= denominator * numerator;
    const odd = (-(a + term) * (a + b + term) * x) / ((a + 2 * term) * (a + 2 * term + 1));
    denominator = 1 / keptFromZero(1 + odd * denominator);
    numerator = keptFromZero(1 + odd / numerator);
    const change = denominator * numerator;
    value *= change;
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return value;
}

function keptFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
