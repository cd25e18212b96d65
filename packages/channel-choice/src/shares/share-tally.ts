import { digamma, logGamma } from '@perennial/models';

const MOST_ROUNDS = 200;
const SETTLED = 1e-6;
/** Up to here a product is faster than two gamma functions, and cannot overflow. */
const MOST_FACTORS = 16;

/**
 * How the observations of many units (customers, or cells of them) divide among categories, in as much as the Dirichlet-multinomial likelihood
 * depends on it: its size grows with the distinct counts, not with the units.
 */
export class ShareTally {
  readonly categories: number;
  /** Units by their observations in all. */
  readonly #unitsWithTotal = new Map<number, number>();
  /** By category: units by their observations in it, where there is one. */
  readonly #unitsWith: Map<number, number>[];

  constructor(categories: number) {
    this.categories = categories;
    this.#unitsWith = Array.from({ length: categories }, () => new Map());
  }

  /** Adds a unit; one without observations changes nothing. */
  add(counts: ArrayLike<number>): void {
    let total = 0;
    for (let place = 0; place < this.categories; place += 1) {
      const count = counts[place];
      if (count <= 0) continue;
      total += count;
      addOne(this.#unitsWith[place], count);
    }
    if (total > 0) addOne(this.#unitsWithTotal, total);
  }

  /** Those with an observation. */
  get units(): number {
    return this.#overTotals(() => 1);
  }

  get observations(): number {
    return this.#overTotals((total) => total);
  }

  /**
   * How many independent observations all of them are worth to the means: those of one unit resemble each other, so that n of them count as
   * n / (1 + (n - 1) / (strength + 1)) (Kleinman 1973).
   */
  effectiveObservations(strength: number): number {
    return this.#overTotals((total) => total / (1 + Math.max(0, total - 1) / (strength + 1)));
  }

  /**
   * The means that make the observations likeliest, by the fixed point of Minka (2000, "Estimating a Dirichlet distribution"). Unlike a mean of the
   * units' rates they stay right where a unit ends with what is observed, as when an order moves a customer to another cell.
   */
  likeliestMeans(strength: number, from: readonly number[]): readonly number[] {
    let means = from;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const draws = means.map((mean, place) => this.#independentDraws(place, strength * mean));
      const total = draws.reduce((sum, each) => sum + each, 0);
      if (total === 0) return means;
      const next = draws.map((each) => each / total);
      const moved = next.reduce((most, mean, place) => Math.max(most, Math.abs(mean - means[place])), 0);
      means = next;
      if (moved < SETTLED) break;
    }
    return means;
  }

  /** Up to a constant, the logarithm of the Dirichlet-multinomial likelihood (Mosimann 1962; of two categories Skellam 1948). */
  logLikelihood(means: readonly number[], strength: number): number {
    let sum = 0;
    for (const [place, unitsWith] of this.#unitsWith.entries()) {
      const parameter = strength * means[place];
      for (const [count, units] of unitsWith) sum += units * logRising(parameter, count);
    }
    return sum - this.#overTotals((total) => logRising(strength, total));
  }

  /** How many observations of a category are expected to be draws of their own, rather than repetitions of the unit's earlier ones. */
  #independentDraws(place: number, parameter: number): number {
    if (parameter === 0) return 0;
    let sum = 0;
    for (const [count, units] of this.#unitsWith[place])
      sum += units * parameter * (digamma(parameter + count) - digamma(parameter));
    return sum;
  }

  #overTotals(worthOf: (total: number) => number): number {
    let sum = 0;
    for (const [total, units] of this.#unitsWithTotal) sum += units * worthOf(total);
    return sum;
  }
}

function addOne(units: Map<number, number>, key: number): void {
  units.set(key, (units.get(key) ?? 0) + 1);
}

/** ln Γ(x + n) - ln Γ(x). */
function logRising(x: number, n: number): number {
  if (n > MOST_FACTORS || !Number.isInteger(n)) return logGamma(x + n) - logGamma(x);
  let product = x;
  for (let factor = 1; factor < n; factor += 1) product *= x + factor;
  return Math.log(product);
}
