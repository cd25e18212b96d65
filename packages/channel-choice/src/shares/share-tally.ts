import { logGamma } from '@perennial/models';

interface EqualTotals {
  units: number;
  /** By category, over these units. */
  sums: number[];
}

/**
 * How the observations of many units (customers, or cells of them) divide among categories, in as much as the Dirichlet-multinomial likelihood
 * depends on it: its size grows with the distinct counts, not with the units.
 */
export class ShareTally {
  readonly categories: number;
  readonly #byTotal = new Map<number, EqualTotals>();
  /** By category: how many units have each count above 0. */
  readonly #unitsWith: Map<number, number>[];

  constructor(categories: number) {
    this.categories = categories;
    this.#unitsWith = Array.from({ length: categories }, () => new Map());
  }

  /** Adds a unit; one without observations changes nothing. */
  add(counts: ArrayLike<number>): void {
    let total = 0;
    for (let place = 0; place < this.categories; place += 1) total += counts[place];
    if (total <= 0) return;
    const equals = this.#equalsOf(total);
    equals.units += 1;
    for (let place = 0; place < this.categories; place += 1) {
      const count = counts[place];
      if (count <= 0) continue;
      equals.sums[place] += count;
      const unitsWith = this.#unitsWith[place];
      unitsWith.set(count, (unitsWith.get(count) ?? 0) + 1);
    }
  }

  get units(): number {
    let units = 0;
    for (const equals of this.#byTotal.values()) units += equals.units;
    return units;
  }

  /** All observations by category. */
  sums(): number[] {
    return this.#weightedSums(() => 1);
  }

  /**
   * Observations by category as if they were independent: those of one unit resemble each other, so that n of them are worth
   * n / (1 + (n - 1) / (strength + 1)) (Kleinman 1973, equation 2.3).
   */
  effectiveSums(strength: number): number[] {
    const correlation = 1 / (strength + 1);
    return this.#weightedSums((total) => 1 / (1 + Math.max(0, total - 1) * correlation));
  }

  /** Up to a constant, the logarithm of the Dirichlet-multinomial likelihood (Mosimann 1962; of two categories Skellam 1948). */
  logLikelihood(means: readonly number[], strength: number): number {
    let sum = 0;
    for (const [place, unitsWith] of this.#unitsWith.entries()) {
      const parameter = strength * means[place];
      for (const [count, units] of unitsWith) sum += units * logRising(parameter, count);
    }
    for (const [total, { units }] of this.#byTotal) sum -= units * logRising(strength, total);
    return sum;
  }

  #equalsOf(total: number): EqualTotals {
    const known = this.#byTotal.get(total);
    if (known !== undefined) return known;
    const equals = { units: 0, sums: new Array<number>(this.categories).fill(0) };
    this.#byTotal.set(total, equals);
    return equals;
  }

  #weightedSums(weightOf: (total: number) => number): number[] {
    const sums = new Array<number>(this.categories).fill(0);
    for (const [total, equals] of this.#byTotal) {
      const weight = weightOf(total);
      for (const [place, sum] of equals.sums.entries()) sums[place] += weight * sum;
    }
    return sums;
  }
}

/** Up to here a product is faster than two gamma functions, and cannot overflow. */
const MOST_FACTORS = 16;

/** ln Γ(x + n) - ln Γ(x). */
function logRising(x: number, n: number): number {
  if (n > MOST_FACTORS || !Number.isInteger(n)) return logGamma(x + n) - logGamma(x);
  let product = x;
  for (let factor = 1; factor < n; factor += 1) product *= x + factor;
  return Math.log(product);
}
