import type { Beta } from '../numeric/beta-distribution.ts';

/** What is believed of how something divides among categories: shares that sum to 1, and how many observations that belief is worth. */
export interface Shares {
  readonly means: readonly number[];
  /** Total of the parameters of the Dirichlet distribution that the belief amounts to. */
  readonly worth: number;
}

/**
 * The posterior of a group's shares: shrunk from its own counts towards the prior, which is worth `strength` observations; the prior is not
 * sure of itself either, and that is passed on. The posterior's mean is exact (Dirichlet and multinomial are conjugate), its variance is that of
 * the mixture over the prior's own distribution, and a Dirichlet of that mean and total variance stands for it.
 */
export function shrink(prior: Shares, strength: number, counts: readonly number[]): Shares {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const means = prior.means.map((mean, place) => (strength * mean + counts[place]) / (strength + total));
  const passedOn = ((strength / (strength + total)) ** 2 * spreadOf(prior.means)) / (prior.worth + 1);
  const spread = spreadOf(means);
  const variance = (spread - passedOn) / (strength + total + 1) + passedOn;
  return { means, worth: spread / variance - 1 };
}

/** The share of one category: beta, as all margins of a Dirichlet distribution. */
export function marginOf({ means, worth }: Shares, place: number): Beta {
  const mean = means[place];
  return { a: worth * mean, b: worth * (1 - mean) };
}

/** Sum of the variances of a single draw's categories. */
function spreadOf(means: readonly number[]): number {
  return means.reduce((sum, mean) => sum + mean * (1 - mean), 0);
}
