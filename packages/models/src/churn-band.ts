/** Bands of the chance not to buy within the horizon that was asked for (PRED-8). */
export type ChurnBand = 'small' | 'medium' | 'high' | 'very-high';

/** Where the bands begin, in order; each is half-open, the last one includes 1. */
export const CHURN_BANDS: readonly { band: ChurnBand; from: number; to: number }[] = [
  { band: 'small', from: 0, to: 0.25 },
  { band: 'medium', from: 0.25, to: 0.5 },
  { band: 'high', from: 0.5, to: 0.75 },
  { band: 'very-high', from: 0.75, to: 1 },
];

/** The band of a churn probability. Throws a RangeError outside of 0 to 1. */
export function churnBand(churnProbability: number): ChurnBand {
  if (!(churnProbability >= 0 && churnProbability <= 1))
    throw new RangeError(`A churn probability lies between 0 and 1; this one is ${churnProbability}`);
  return CHURN_BANDS.find(({ to }) => churnProbability < to)?.band ?? 'very-high';
}
