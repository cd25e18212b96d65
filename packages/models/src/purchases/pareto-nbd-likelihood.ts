import type { LogLikelihood } from '../fitting/log-likelihood.ts';
import type { HistoryRows } from '../histories/history-rows.ts';
import { digamma, logGamma } from '../numeric/gamma-function.ts';
import { logAddExp } from '../numeric/log-sum.ts';
import { weightByRepeatCount } from './beta-geometric-likelihood.ts';
import { type DropOutIntegral, integrateDropOut } from './drop-out-integral.ts';

/** Parameters of Pareto/NBD: purchase rates are Gamma(r, alpha) a week, drop-out rates Gamma(s, beta). */
export type ParetoNbdParameter = 'r' | 'alpha' | 's' | 'beta';

export const PARETO_NBD_PARAMETERS: readonly ParetoNbdParameter[] = ['r', 'alpha', 's', 'beta'];

/**
 * Log-likelihood of Pareto/NBD (Schmittlein, Morrison and Colombo 1987) in the form of Fader and Hardie (2005), equation 18, before the
 * integral is written as ₂F₁: Γ(r+x) α^r β^s / Γ(r) · [(α+T)^-(r+x) (β+T)^-s + s ∫ (α+τ)^-(r+x) (β+τ)^-(s+1) dτ over (t_x, T)].
 */
export function paretoNbdLikelihood(rows: HistoryRows): LogLikelihood {
  const counts = weightByRepeatCount(rows);
  return (logParameters, gradient) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = logParameters.map(Math.exp);
    gradient.fill(0);
    let value = sumOverRows(rows, r, alpha, s, beta, gradient);
    const total = rows.totalWeight;
    value += total * (r * Math.log(alpha) + s * Math.log(beta) - logGamma(r));
    const common = [Math.log(alpha) - digamma(r), r / alpha, Math.log(beta), s / beta];
    for (const [index, slope] of common.entries()) gradient[index] = (gradient[index] ?? 0) + total * slope;
    for (const [x, weighs] of counts) {
      value += weighs * logGamma(r + x);
      gradient[0] = (gradient[0] ?? 0) + weighs * digamma(r + x);
    }
    for (const [index, parameter] of [r, alpha, s, beta].entries())
      gradient[index] = ((gradient[index] ?? 0) * parameter) / total;
    return value / total;
  };
}

/** Sums ln of the bracket; writes gradients by the parameters. */
function sumOverRows(
  rows: HistoryRows,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  gradient: Float64Array,
): number {
  const { repeatCount, purchaseSpanWeeks, observedAgeWeeks, weight } = rows;
  const integral = emptyIntegral();
  const logS = Math.log(s);
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let byS = 0;
  let byBeta = 0;
  for (let row = 0; row < weight.length; row += 1) {
    const p = r + (repeatCount[row] ?? 0);
    const age = observedAgeWeeks[row] ?? 0;
    const weighs = weight[row] ?? 0;
    const logAlphaAge = Math.log(alpha + age);
    const logBetaAge = Math.log(beta + age);
    integrateDropOut(alpha, beta, p, s + 1, purchaseSpanWeeks[row] ?? 0, age, integral);
    const alive = -p * logAlphaAge - s * logBetaAge;
    const dropped = logS + integral.logValue;
    const either = logAddExp(alive, dropped);
    const droppedShare = Math.exp(dropped - either);
    const aliveShare = 1 - droppedShare;
    value += weighs * either;
    byR -= weighs * (aliveShare * logAlphaAge + droppedShare * integral.meanLogAlpha);
    byAlpha -= weighs * p * (aliveShare / (alpha + age) + droppedShare * integral.meanInverseAlpha);
    byS += weighs * (droppedShare * (1 / s - integral.meanLogBeta) - aliveShare * logBetaAge);
    byBeta -= weighs * ((aliveShare * s) / (beta + age) + droppedShare * (s + 1) * integral.meanInverseBeta);
  }
  gradient[0] = (gradient[0] ?? 0) + byR;
  gradient[1] = (gradient[1] ?? 0) + byAlpha;
  gradient[2] = (gradient[2] ?? 0) + byS;
  gradient[3] = (gradient[3] ?? 0) + byBeta;
  return value;
}

/** Room for the integral's results. */
export function emptyIntegral(): DropOutIntegral {
  return { logValue: 0, meanLogAlpha: 0, meanLogBeta: 0, meanInverseAlpha: 0, meanInverseBeta: 0 };
}
