/** What G² exceeds by chance once in a thousand times where two things are independent: the quantile of χ² with one degree of freedom. */
export const ONE_IN_A_THOUSAND = 10.828;

/**
 * G² of a two by two table (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence", section 4): how surprising
 * it is that two things came together so often, or so seldom. Reliable also for rare things, unlike χ².
 * `both` of `first` and `second` among `all`.
 */
export function logLikelihoodRatio(both: number, first: number, second: number, all: number): number {
  const onlyFirst = first - both;
  const onlySecond = second - both;
  const neither = all - first - second + both;
  const cells = xLogX(both) + xLogX(onlyFirst) + xLogX(onlySecond) + xLogX(neither);
  const margins = xLogX(first) + xLogX(all - first) + xLogX(second) + xLogX(all - second);
  return Math.max(0, 2 * (cells - margins + xLogX(all)));
}

function xLogX(x: number): number {
  return x <= 0 ? 0 : x * Math.log(x);
}
