import { logLikelihoodRatio, ONE_IN_A_THOUSAND } from '../pairs/log-likelihood-ratio.ts';

/** How often a thing (a product, a word) occurs by group. */
export interface Occurrences<K> {
  readonly counts: ReadonlyMap<K, Uint32Array>;
  /** By group: how often it could have occurred. */
  readonly totals: Uint32Array;
}

/** What sets a group apart. */
export interface Characteristic<K> {
  key: K;
  /** Occurrences in the group. */
  count: number;
  /** Share in the group over the share in all groups together. */
  lift: number;
  /** G² (Dunning 1993). */
  surprise: number;
}

/** What occurs in a group more than elsewhere and by no chance, the most surprising first; of equals the first counted. */
export function characteristicsOf<K>(
  { counts, totals }: Occurrences<K>,
  group: number,
  most: number,
): Characteristic<K>[] {
  const all = totals.reduce((sum, total) => sum + total, 0);
  const own = totals[group] ?? 0;
  const found: Characteristic<K>[] = [];
  for (const [key, byGroup] of counts) {
    const count = byGroup[group] ?? 0;
    const everywhere = byGroup.reduce((sum, each) => sum + each, 0);
    const lift = (count * all) / (own * everywhere);
    const surprise = logLikelihoodRatio(count, own, everywhere, all);
    if (lift > 1 && surprise > ONE_IN_A_THOUSAND) found.push({ key, count, lift, surprise });
  }
  return found.sort((a, b) => b.surprise - a.surprise).slice(0, most);
}

/** Words of a product's name that may name a group: letters only, three or more. */
export function wordsOf(name: string): string[] {
  const words = name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return Array.from(new Set(words.filter((word) => !FILLERS.has(word))));
}

const FILLERS = new Set(['and', 'the', 'with', 'for', 'set', 'pack', 'assorted', 'small', 'large', 'from']);
