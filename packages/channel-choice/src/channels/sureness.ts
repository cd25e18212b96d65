/** How sure a choice is, in words: `only` where there was nothing to choose from. */
export type Sureness = 'sure' | 'likely' | 'not_sure' | 'only';

const SURE = 0.9;
const LIKELY = 0.7;

/** @param chance that what was chosen is best indeed */
export function surenessOf(chance: number, candidates: number): Sureness {
  if (candidates === 1) return 'only';
  if (chance >= SURE) return 'sure';
  return chance >= LIKELY ? 'likely' : 'not_sure';
}
