import type { History } from '../histories/history.ts';
import { gaussLegendre } from '../numeric/gauss-legendre.ts';
import type { PurchaseModel } from '../purchases/purchase-model.ts';

const WEEKS_A_YEAR = 365.25 / 7;
const RULE = gaussLegendre(8);

/** The weekly rate δ, compounded continuously, of a yearly discount rate such as 0.1. */
export function weeklyDiscount(yearlyDiscountRate: number): number {
  return Math.log1p(yearlyDiscountRate) / WEEKS_A_YEAR;
}

/**
 * Expected purchases within the horizon, each discounted to now: ∫ e^-δu dE[Y(u)], by parts e^-δh·E[Y(h)] + δ ∫ e^-δu E[Y(u)] du. Over an
 * endless horizon this is the DET of Fader, Hardie and Lee (2005), "RFM and CLV".
 */
export function discountedPurchases(
  model: PurchaseModel,
  history: History,
  horizonWeeks: number,
  yearlyDiscountRate: number,
): number {
  const discount = weeklyDiscount(yearlyDiscountRate);
  let sum = Math.exp(-discount * horizonWeeks) * model.expectedPurchases(history, horizonWeeks);
  if (discount === 0) return sum;
  for (const [index, node] of RULE.nodes.entries()) {
    const weeks = node * horizonWeeks;
    const weight = (RULE.weights[index] ?? 0) * horizonWeeks * discount;
    sum += weight * Math.exp(-discount * weeks) * model.expectedPurchases(history, weeks);
  }
  return sum;
}
