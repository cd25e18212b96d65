import { betaQuantile } from '../numeric/beta-distribution.ts';
import { marginOf, type Shares } from './shares.ts';

/** An expected share, and the equal-tailed interval that holds it with `CONFIDENCE`. */
export interface ShareInterval {
  share: number;
  low: number;
  high: number;
}

const CONFIDENCE = 0.9;

/** What is believed of the share of one category. */
export function intervalOf(shares: Shares, place: number): ShareInterval {
  const belief = marginOf(shares, place);
  return {
    share: shares.means[place],
    low: betaQuantile(belief, (1 - CONFIDENCE) / 2),
    high: betaQuantile(belief, (1 + CONFIDENCE) / 2),
  };
}
