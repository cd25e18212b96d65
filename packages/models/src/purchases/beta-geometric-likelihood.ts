import type { LogLikelihood } from '../fitting/log-likelihood.ts';
import { type DistinctValues, distinctValues } from '../histories/distinct-values.ts';
import type { HistoryRows } from '../histories/history-rows.ts';
import { digamma, logGamma } from '../numeric/gamma-function.ts';

/** Parameters of BG/NBD and MBG/NBD: purchase rates are Gamma(r, alpha) a week, drop-out chances Beta(a, b). */
export type BetaGeometricParameter = 'r' | 'alpha' | 'a' | 'b';

export const BETA_GEOMETRIC_PARAMETERS: readonly BetaGeometricParameter[] = ['r', 'alpha', 'a', 'b'];

/**
 * Log-likelihood of BG/NBD (Fader, Hardie and Lee 2005, equation 6) and, with a first chance to drop out right after the first purchase,
 * of MBG/NBD (Batislam, Denizel and Filiztekin 2007; Hoppe and Wagner 2007). With `c` chances passed the two differ only in that
 * c = x or x + 1. What depends on x alone is summed once a distinct x.
 */
export function betaGeometricLikelihood(rows: HistoryRows, dropsAtStart: boolean): LogLikelihood {
  const extra = dropsAtStart ? 1 : 0;
  const counts = weightByRepeatCount(rows);
  const timed: TimedRows = {
    rows,
    spans: distinctValues(rows.purchaseSpanWeeks),
    ages: distinctValues(rows.observedAgeWeeks),
  };
  return (logParameters, gradient) => {
    const [r = 0, alpha = 0, a = 0, b = 0] = logParameters.map(Math.exp);
    gradient.fill(0);
    const sums = sumOverRows(timed, extra, r, alpha, a, b, gradient);
    const value = sums + sumOverCounts(counts, extra, r, alpha, a, b, gradient);
    for (const [index, parameter] of [r, alpha, a, b].entries())
      gradient[index] = ((gradient[index] ?? 0) * parameter) / rows.totalWeight;
    return value / rows.totalWeight;
  };
}

/** Rows with their distinct times: days repeat, so there are far fewer of them than rows. */
interface TimedRows {
  rows: HistoryRows;
  spans: DistinctValues;
  ages: DistinctValues;
}

/** The part that knows times: ln of "alive at T" plus "dropped out at t_x". Writes gradients by the parameters. */
function sumOverRows(
  { rows: { repeatCount, weight }, spans, ages }: TimedRows,
  extra: number,
  r: number,
  alpha: number,
  a: number,
  b: number,
  gradient: Float64Array,
): number {
  const logSpans = spans.values.map((span) => Math.log(alpha + span));
  const logAges = ages.values.map((age) => Math.log(alpha + age));
  const logA = Math.log(a);
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let row = 0; row < weight.length; row += 1) {
    const x = repeatCount[row] ?? 0;
    const weighs = weight[row] ?? 0;
    const age = ages.indexOf[row] ?? 0;
    const logAge = logAges[age] ?? 0;
    const chances = x + extra;
    let droppedShare = 0;
    let logSpan = 0;
    let perSpan = 0;
    value -= weighs * (r + x) * logAge;
    if (chances > 0) {
      const span = spans.indexOf[row] ?? 0;
      const survived = b + chances - 1;
      logSpan = logSpans[span] ?? 0;
      perSpan = 1 / (alpha + (spans.values[span] ?? 0));
      // ln of the odds of having dropped out at t_x.
      const odds = logA - Math.log(survived) + (r + x) * (logAge - logSpan);
      const smaller = Math.exp(-Math.abs(odds));
      droppedShare = (odds > 0 ? 1 : smaller) / (1 + smaller);
      value += weighs * (Math.max(odds, 0) + Math.log(1 + smaller));
      byA += weighs * droppedShare;
      byB -= (weighs * droppedShare) / survived;
    }
    const aliveShare = 1 - droppedShare;
    byR -= weighs * (aliveShare * logAge + droppedShare * logSpan);
    byAlpha -= weighs * (r + x) * (aliveShare / (alpha + (ages.values[age] ?? 0)) + droppedShare * perSpan);
  }
  gradient[0] = (gradient[0] ?? 0) + byR;
  gradient[1] = (gradient[1] ?? 0) + byAlpha;
  gradient[2] = (gradient[2] ?? 0) + byA / a;
  gradient[3] = (gradient[3] ?? 0) + byB;
  return value;
}

/** The part that knows x only: Γ(r+x) α^r / Γ(r) · B(a, b+c) / B(a, b). */
function sumOverCounts(
  counts: ReadonlyMap<number, number>,
  extra: number,
  r: number,
  alpha: number,
  a: number,
  b: number,
  gradient: Float64Array,
): number {
  const atR = r * Math.log(alpha) - logGamma(r);
  const atAB = logGamma(a + b) - logGamma(b);
  const slopeR = Math.log(alpha) - digamma(r);
  const slopeAB = digamma(a + b);
  const slopeB = digamma(b);
  let value = 0;
  for (const [x, weighs] of counts) {
    const chances = x + extra;
    const slopeAll = digamma(a + b + chances);
    value += weighs * (atR + logGamma(r + x) + atAB + logGamma(b + chances) - logGamma(a + b + chances));
    gradient[0] = (gradient[0] ?? 0) + weighs * (slopeR + digamma(r + x));
    gradient[1] = (gradient[1] ?? 0) + (weighs * r) / alpha;
    gradient[2] = (gradient[2] ?? 0) + weighs * (slopeAB - slopeAll);
    gradient[3] = (gradient[3] ?? 0) + weighs * (slopeAB - slopeB + digamma(b + chances) - slopeAll);
  }
  return value;
}

/** Customers by number of repeats. */
export function weightByRepeatCount({ repeatCount, weight }: HistoryRows): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < weight.length; row += 1) {
    const x = repeatCount[row] ?? 0;
    counts.set(x, (counts.get(x) ?? 0) + (weight[row] ?? 0));
  }
  return counts;
}
