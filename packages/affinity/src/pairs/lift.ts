/** Strength of the prior that two products have nothing to do with each other, in expected pairs. */
const PRIOR_PAIRS = 5;
/** Of the standard normal distribution at 5 %. */
const Z_FIVE_PERCENT = -1.6449;

/**
 * Lift drawn towards 1 while little is expected: the mean of the posterior where a pair's count is Poisson with mean lift · expected and
 * lift has a gamma prior of mean 1 (DuMouchel 1999, "Bayesian data mining in large frequency tables", with one gamma instead of two).
 */
export function shrunkLift(count: number, expected: number): number {
  return (count + PRIOR_PAIRS) / (expected + PRIOR_PAIRS);
}

/**
 * What lift is at least, with 95 % certainty: the 5 % quantile of the same posterior (DuMouchel's EB05), by the cube-root approximation
 * of Wilson and Hilferty 1931. Ranks by strength and by evidence at once.
 */
export function liftAtLeast(count: number, expected: number): number {
  const shape = count + PRIOR_PAIRS;
  const root = 1 - 1 / (9 * shape) + Z_FIVE_PERCENT / (3 * Math.sqrt(shape));
  return (shape / (expected + PRIOR_PAIRS)) * root ** 3;
}
