import { KEYS, type KeyColumn } from '@perennial/facts';
import { valueAtRank } from '@perennial/scores';

/** Marks keys in which a border lies: only the value tells on which side a customer is. */
export const UNSURE = 256;

/** A border is the value at a rank of those with one key. */
interface Border {
  key: number;
  rank: number;
}

/**
 * Scores of a column by key, 1 (least) to 5: 1 and the number of borders that a value exceeds. Borders between fifths lie at the places
 * floor(n k / 5) of all n values in order.
 */
export class FifthsByKey {
  /** By key, times the weight; with `UNSURE` where it may be more. */
  readonly scores = new Uint16Array(KEYS);
  /** How many customers have an unsure key. */
  readonly unsureCount: number;
  readonly #column: KeyColumn;
  readonly #weight: number;
  readonly #borders: readonly Border[];

  constructor(column: KeyColumn, weight: number) {
    this.#column = column;
    this.#weight = weight;
    this.#borders = bordersOf(column.occurrences);
    this.scores.fill(weight, 1);
    for (const [place, { key }] of this.#borders.entries()) this.scores.fill((place + 2) * weight, key + 1);
    for (const key of this.#unsureKeys()) this.scores[key] += UNSURE;
    this.unsureCount = this.#unsureKeys().reduce((sum, key) => sum + column.occurrences[key], 0);
  }

  /** Adds to the scores of customers what their values say more than their keys. @param customers among them all with an unsure key */
  addExceeded(scores: Uint8Array, values: ArrayLike<number>, customers: Uint32Array): void {
    for (const key of this.#unsureKeys()) {
      const ofKey = this.#withKey(key, customers);
      const sorted = new Float64Array(ofKey.length);
      for (let i = 0; i < ofKey.length; i += 1) sorted[i] = values[ofKey[i]];
      for (const border of this.#borders) {
        if (border.key !== key) continue;
        const value = valueAtRank(sorted, border.rank);
        for (let i = 0; i < ofKey.length; i += 1) {
          if (values[ofKey[i]] > value) scores[ofKey[i]] += this.#weight;
        }
      }
    }
  }

  #withKey(key: number, customers: Uint32Array): Uint32Array {
    const { keys, occurrences } = this.#column;
    const found = new Uint32Array(occurrences[key]);
    let count = 0;
    for (let i = 0; i < customers.length; i += 1) {
      if (keys[customers[i]] !== key) continue;
      found[count] = customers[i];
      count += 1;
    }
    return found;
  }

  #unsureKeys(): number[] {
    const keys = new Set(this.#borders.map(({ key }) => key));
    return [...keys].filter((key) => key >= this.#column.exactBelow);
  }
}

/** None of nobody. */
function bordersOf(occurrences: Uint32Array): Border[] {
  const count = sumOf(occurrences);
  const borders: Border[] = [];
  let key = 0;
  let before = 0;
  for (let fifth = 1; fifth < 5 && count > 0; fifth += 1) {
    const rank = Math.floor((count * fifth) / 5);
    for (; before + occurrences[key] <= rank; key += 1) before += occurrences[key];
    borders.push({ key, rank: rank - before });
  }
  return borders;
}

/** A plain loop, since calling a function for each key would take longer than to score a hundred thousand customers. */
function sumOf(occurrences: Uint32Array): number {
  let sum = 0;
  for (let key = 0; key < occurrences.length; key += 1) sum += occurrences[key];
  return sum;
}
