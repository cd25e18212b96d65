/** An estimate with the interval that holds it in the stated share of resamples. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** The bootstrap's percentile interval around an estimate. */
export function percentileInterval(
  value: number,
  resampled: readonly number[],
  confidence: number,
): Estimate {
  const sorted = [...resampled].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { value, low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
