import type { GammaGammaParameter } from './gamma-gamma-likelihood.ts';

/** A fitted model of how much customers spend a purchase, in the unit of the values that it was fitted to. */
export interface SpendModel {
  /** Expected value of the customer's purchases to come; the base's mean for a customer without a repeat. */
  expectedValue(repeatCount: number, meanRepeatValue: number): number;
  /** Shape of what a purchase is worth (p), and shape and rate of this customer's scale (q + p·x, v + x·m). */
  posterior(repeatCount: number, meanRepeatValue: number): { p: number; shape: number; rate: number };
}

/** Gamma-Gamma: the expectation is equation 5 of Fader and Hardie (2013), a weighted mean of the base's and the customer's own. */
export function gammaGammaModel(parameters: Readonly<Record<GammaGammaParameter, number>>): SpendModel {
  const { p, qAboveOne, v } = parameters;
  return {
    expectedValue(repeatCount, meanRepeatValue) {
      const purchases = repeatCount > 0 && meanRepeatValue > 0 ? repeatCount : 0;
      return (p * (v + purchases * meanRepeatValue)) / (p * purchases + qAboveOne);
    },
    posterior(repeatCount, meanRepeatValue) {
      const purchases = repeatCount > 0 && meanRepeatValue > 0 ? repeatCount : 0;
      return { p, shape: 1 + qAboveOne + p * purchases, rate: v + purchases * meanRepeatValue };
    },
  };
}
