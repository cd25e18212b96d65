import { drawLogParameters } from '../fitting/draw-parameters.ts';
import type { History } from '../histories/history.ts';
import type { FittedPurchases } from '../purchases/fit-purchases.ts';
import type { PurchaseModel } from '../purchases/purchase-model.ts';
import { drawGamma } from '../random/draws.ts';
import type { RandomSource } from '../random/seeded-random.ts';
import type { FittedSpend } from '../spend/fit-spend.ts';
import type { SpendModel } from '../spend/gamma-gamma.ts';
import { discountedPurchases, weeklyDiscount } from './discounted-purchases.ts';

/** What a value means: over which horizon, discounted how, and which share of the spend is earned (1 for revenue). */
export interface ValueTerms {
  horizonWeeks: number;
  yearlyDiscountRate: number;
  margin: number;
}

/** A customer's history and spend. */
export interface ValuedCustomer {
  history: History;
  /** Mean value of the repeat purchases; 0 without one. */
  meanRepeatValue: number;
}

/** Both models at one draw of their parameters. */
export interface DrawnModels {
  purchases: PurchaseModel;
  spend: SpendModel;
}

export interface ValueInterval {
  low: number;
  high: number;
}

/** Expected discounted value of a customer to come (PRED-1), in the unit of the purchases' values. */
export function customerValue(
  models: DrawnModels,
  { history, meanRepeatValue }: ValuedCustomer,
  terms: ValueTerms,
): number {
  const purchases = discountedPurchases(
    models.purchases,
    history,
    terms.horizonWeeks,
    terms.yearlyDiscountRate,
  );
  return terms.margin * purchases * models.spend.expectedValue(history.repeatCount, meanRepeatValue);
}

/** Models at parameters drawn from their uncertainty; draw once a base, use for all customers. */
export function drawModels(
  purchases: FittedPurchases,
  spend: FittedSpend,
  draws: number,
  random: RandomSource,
): DrawnModels[] {
  const ofPurchases = drawLogParameters(purchases.fit, draws, random);
  const ofSpend = drawLogParameters(spend.fit, draws, random);
  return ofPurchases.map((logParameters, index) => ({
    purchases: purchases.modelAt(logParameters),
    spend: spend.modelAt(ofSpend[index] ?? spend.fit.logParameters),
  }));
}

/**
 * The interval that the customer's value to come falls into with the given chance: one simulated future a drawn pair of models, so that it
 * holds the uncertainty of parameters, purchases and amounts. Where nothing at all is more likely than the lower tail, it begins at 0
 * and has all of the tail above.
 */
export function valueInterval(
  models: readonly DrawnModels[],
  customer: ValuedCustomer,
  terms: ValueTerms,
  random: RandomSource,
  confidence = 0.9,
): ValueInterval {
  const values = models
    .map((drawn) => drawValue(drawn, customer, terms, random))
    .sort((left, right) => left - right);
  const tail = (1 - confidence) / 2;
  if (quantile(values, tail) === 0) return { low: 0, high: quantile(values, confidence) };
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

function drawValue(
  { purchases, spend }: DrawnModels,
  { history, meanRepeatValue }: ValuedCustomer,
  terms: ValueTerms,
  random: RandomSource,
): number {
  const weeks = purchases.drawPurchaseWeeks(history, terms.horizonWeeks, random);
  if (weeks.length === 0) return 0;
  const { p, shape, rate } = spend.posterior(history.repeatCount, meanRepeatValue);
  const scale = drawGamma(random, shape, rate);
  const discount = weeklyDiscount(terms.yearlyDiscountRate);
  let value = 0;
  for (const week of weeks) value += drawGamma(random, p, scale) * Math.exp(-discount * week);
  return terms.margin * value;
}

/** The order statistic that a new draw falls below with the given chance: Weibull's plotting position. */
function quantile(sorted: readonly number[], chance: number): number {
  const place = Math.round(chance * (sorted.length + 1)) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, place))] ?? 0;
}
