import type { LogLikelihood } from '../fitting/log-likelihood.ts';
import { digamma, logGamma } from '../numeric/gamma-function.ts';

/**
 * Parameters of Gamma-Gamma with `qAboveOne` = q - 1: a purchase is Gamma(p, ν), ν is Gamma(q, v). Keeping q above 1 keeps the mean
 * spend of the base finite.
 */
export type GammaGammaParameter = 'p' | 'qAboveOne' | 'v';

export const GAMMA_GAMMA_PARAMETERS: readonly GammaGammaParameter[] = ['p', 'qAboveOne', 'v'];

/** Repeat purchases and their mean value, one entry a customer with at least one repeat of a positive value. */
export interface SpendRows {
  repeatCount: Float64Array;
  meanRepeatValue: Float64Array;
}

/** Log-likelihood of Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value", equation 1a. */
export function gammaGammaLikelihood({ repeatCount, meanRepeatValue }: SpendRows): LogLikelihood {
  const size = repeatCount.length;
  const counts = new Map<number, number>();
  let constant = 0;
  let logTotals = 0;
  for (let row = 0; row < size; row += 1) {
    const x = repeatCount[row] ?? 0;
    counts.set(x, (counts.get(x) ?? 0) + 1);
    constant -= Math.log(meanRepeatValue[row] ?? 1);
    logTotals += x * Math.log(x * (meanRepeatValue[row] ?? 1));
  }
  return (logParameters, gradient) => {
    const [p = 0, qAboveOne = 0, v = 0] = logParameters.map(Math.exp);
    const q = 1 + qAboveOne;
    let value = constant + p * logTotals + size * (q * Math.log(v) - logGamma(q));
    let byP = logTotals;
    let byQ = size * (Math.log(v) - digamma(q));
    let byV = (size * q) / v;
    for (const [x, customers] of counts) {
      const slope = digamma(p * x + q);
      value += customers * (logGamma(p * x + q) - logGamma(p * x));
      byP += customers * x * (slope - digamma(p * x));
      byQ += customers * slope;
    }
    for (let row = 0; row < size; row += 1) {
      const x = repeatCount[row] ?? 0;
      const total = x * (meanRepeatValue[row] ?? 0) + v;
      const logTotal = Math.log(total);
      value -= (p * x + q) * logTotal;
      byP -= x * logTotal;
      byQ -= logTotal;
      byV -= (p * x + q) / total;
    }
    gradient[0] = (byP * p) / size;
    gradient[1] = (byQ * qAboveOne) / size;
    gradient[2] = (byV * v) / size;
    return value / size;
  };
}
