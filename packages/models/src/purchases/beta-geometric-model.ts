import type { History } from '../histories/history.ts';
import { logistic } from '../numeric/log-sum.ts';
import { drawBeta, drawExponential, drawGamma } from '../random/draws.ts';
import type { BetaGeometricParameter } from './beta-geometric-likelihood.ts';
import { MOST_DRAWN_PURCHASES, type PurchaseModel } from './purchase-model.ts';
import { purchasesBeforeDropOut } from './purchases-before-drop-out.ts';

/** BG/NBD or, with a chance to drop out right after the first purchase, MBG/NBD. */
export function betaGeometricModel(
  parameters: Readonly<Record<BetaGeometricParameter, number>>,
  dropsAtStart: boolean,
): PurchaseModel {
  const { r, alpha, a, b } = parameters;
  const extra = dropsAtStart ? 1 : 0;

  /** Fader, Hardie and Lee (2008), "Computing P(alive) Using the BG/NBD Model"; Batislam et al. (2007) for MBG/NBD. */
  function aliveProbability({ repeatCount, purchaseSpanWeeks, observedAgeWeeks }: History): number {
    const chances = repeatCount + extra;
    if (chances === 0) return 1;
    const logOdds =
      Math.log(b + chances - 1) -
      Math.log(a) -
      (r + repeatCount) * Math.log((alpha + observedAgeWeeks) / (alpha + purchaseSpanWeeks));
    return logistic(logOdds);
  }

  return {
    name: dropsAtStart ? 'mbg-nbd' : 'bg-nbd',
    aliveProbability,
    expectedPurchases(history, horizonWeeks) {
      const { repeatCount, observedAgeWeeks } = history;
      return (
        aliveProbability(history) *
        purchasesBeforeDropOut(
          r + repeatCount,
          alpha + observedAgeWeeks,
          a,
          b + repeatCount + extra,
          horizonWeeks,
        )
      );
    },
    /** Who is active drops out at a purchase at the earliest, so the first one follows the rate alone: Gamma-exponential. */
    purchaseProbability(history, horizonWeeks) {
      const growth = Math.log1p(horizonWeeks / (alpha + history.observedAgeWeeks));
      return -aliveProbability(history) * Math.expm1(-(r + history.repeatCount) * growth);
    },
    weeksToNextPurchase(history, probability) {
      const alive = aliveProbability(history);
      if (probability >= alive) return undefined;
      const growth = -Math.log1p(-probability / alive) / (r + history.repeatCount);
      const weeks = (alpha + history.observedAgeWeeks) * Math.expm1(growth);
      return Number.isFinite(weeks) ? weeks : undefined;
    },
    /** Given that the customer is active, rate and drop-out chance are independent: Gamma(r+x, alpha+T) and Beta(a, b+chances). */
    drawPurchaseWeeks(history, horizonWeeks, random) {
      const weeks: number[] = [];
      if (random() >= aliveProbability(history)) return weeks;
      const rate = drawGamma(random, r + history.repeatCount, alpha + history.observedAgeWeeks);
      const dropOut = drawBeta(random, a, b + history.repeatCount + extra);
      let now = drawExponential(random, rate);
      while (now <= horizonWeeks && weeks.length < MOST_DRAWN_PURCHASES) {
        weeks.push(now);
        if (random() < dropOut) break;
        now += drawExponential(random, rate);
      }
      return weeks;
    },
  };
}
