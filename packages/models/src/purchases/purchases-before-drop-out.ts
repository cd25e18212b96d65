const RELATIVE_TOLERANCE = 1e-13;
/** Who would make more purchases than this without drop-out is taken to make this many. */
const MAX_TERMS = 200_000;
/** Partial sums are scaled down above this, so that a customer of thousands of purchases does not overflow. */
const LARGE = 1e250;

/**
 * Expected purchases in a horizon of a customer who is active now, whose rate is Gamma(shape, rate) and whose drop-out chance after each
 * purchase is Beta(a, b): the bracket of equation 10 of Fader, Hardie and Lee (2005),
 * (a+b-1)/(a-1) · [1 - (rate/(rate+t))^shape · ₂F₁(shape, b; a+b-1; t/(rate+t))].
 *
 * That form loses all digits near a = 1 and has no logarithm for a + b < 1. Written out over the number n of purchases that would happen
 * without drop-out, it is Σ NB(n) · D(n) with D(n) = Σ_{j<n} (b)_j / (a+b)_j, the purchases made of n; every term is positive, so
 * nothing cancels and no parameter is special.
 */
export function purchasesBeforeDropOut(
  shape: number,
  rate: number,
  a: number,
  b: number,
  horizonWeeks: number,
): number {
  if (!(horizonWeeks > 0)) return 0;
  const share = horizonWeeks / (rate + horizonWeeks);
  const meanWithoutDropOut = (shape * horizonWeeks) / rate;
  let logScale = shape * Math.log1p(-share);
  let chance = 1;
  let made = 0;
  let survival = 1;
  let sum = 0;
  let mass = 1;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    chance *= (share * (shape + n - 1)) / n;
    made += survival;
    survival *= (b + n - 1) / (a + b + n - 1);
    const term = chance * made;
    sum += term;
    mass += chance;
    if (n > meanWithoutDropOut && term < RELATIVE_TOLERANCE * (1 - share) * sum)
      return Math.exp(logScale + Math.log(sum));
    if (sum > LARGE) {
      chance /= LARGE;
      sum /= LARGE;
      mass /= LARGE;
      logScale += Math.log(LARGE);
    }
  }
  const beyond = Math.max(0, -Math.expm1(logScale + Math.log(mass)));
  return Math.exp(logScale + Math.log(sum)) + beyond * made;
}
