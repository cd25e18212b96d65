import type { History } from '../histories/history.ts';
import { logAddExp, logistic } from '../numeric/log-sum.ts';
import { drawExponential, drawGamma } from '../random/draws.ts';
import { integrateDropOut } from './drop-out-integral.ts';
import { emptyIntegral, type ParetoNbdParameter } from './pareto-nbd-likelihood.ts';
import { MOST_DRAWN_PURCHASES, type PurchaseModel } from './purchase-model.ts';

const BISECTIONS = 80;
/** A purchase that is not to be expected within this many weeks, 10,000 years, counts as never. */
const NEVER_WEEKS = 520_000;

/** Pareto/NBD: equation numbers are those of Fader and Hardie (2005), "A Note on Deriving the Pareto/NBD Model". */
export function paretoNbdModel(parameters: Readonly<Record<ParetoNbdParameter, number>>): PurchaseModel {
  const { r, alpha, s, beta } = parameters;
  const integral = emptyIntegral();

  /** ln of "active at this age" and ln of "dropped out between the last purchase and this age". */
  function beliefs(history: History, age: number): { alive: number; dropped: number } {
    const p = r + history.repeatCount;
    integrateDropOut(alpha, beta, p, s + 1, history.purchaseSpanWeeks, age, integral);
    return {
      alive: -p * Math.log(alpha + age) - s * Math.log(beta + age),
      dropped: Math.log(s) + integral.logValue,
    };
  }

  /** Equations 36 and 37. */
  function aliveProbability(history: History): number {
    const { alive, dropped } = beliefs(history, history.observedAgeWeeks);
    return logistic(alive - dropped);
  }

  /** No purchase in (T, T+h] is the same history seen until T+h: the chance is the ratio of the two likelihoods. */
  function purchaseProbability(history: History, horizonWeeks: number): number {
    const now = beliefs(history, history.observedAgeWeeks);
    const then = beliefs(history, history.observedAgeWeeks + horizonWeeks);
    const logNone = logAddExp(then.alive, then.dropped) - logAddExp(now.alive, now.dropped);
    return Math.min(1, Math.max(0, -Math.expm1(logNone)));
  }

  return {
    name: 'pareto-nbd',
    aliveProbability,
    purchaseProbability,
    /** Equation 41; (1 - k^(s-1)) / (s-1) tends to -ln k at s = 1. */
    expectedPurchases(history, horizonWeeks) {
      const shrink = Math.log1p(horizonWeeks / (beta + history.observedAgeWeeks));
      const bent = s - 1;
      const activeWeeks = Math.abs(bent) < 1e-12 ? shrink : -Math.expm1(-bent * shrink) / bent;
      const rate = (r + history.repeatCount) / (alpha + history.observedAgeWeeks);
      return aliveProbability(history) * rate * (beta + history.observedAgeWeeks) * activeWeeks;
    },
    weeksToNextPurchase(history, probability) {
      if (purchaseProbability(history, NEVER_WEEKS) < probability) return undefined;
      let low = 0;
      let high = NEVER_WEEKS;
      for (let round = 0; round < BISECTIONS; round += 1) {
        const middle = (low + high) / 2;
        if (purchaseProbability(history, middle) < probability) low = middle;
        else high = middle;
      }
      return high;
    },
    /** Given that the customer is active, both rates are independent: Gamma(r+x, alpha+T) and Gamma(s, beta+T). */
    drawPurchaseWeeks(history, horizonWeeks, random) {
      const weeks: number[] = [];
      if (random() >= aliveProbability(history)) return weeks;
      const rate = drawGamma(random, r + history.repeatCount, alpha + history.observedAgeWeeks);
      const dropOutRate = drawGamma(random, s, beta + history.observedAgeWeeks);
      const end = Math.min(horizonWeeks, drawExponential(random, dropOutRate));
      let now = drawExponential(random, rate);
      while (now <= end && weeks.length < MOST_DRAWN_PURCHASES) {
        weeks.push(now);
        now += drawExponential(random, rate);
      }
      return weeks;
    },
  };
}
