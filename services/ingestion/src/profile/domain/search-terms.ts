import { factsOf } from './customer-facts.ts';
import type { CustomerProfile } from './customer-profile.ts';

/** Longer terms are cut: nobody types more, and index keys stay short. */
const MAX_TERM_LENGTH = 64;

/** Form in which terms and queries are compared. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().slice(0, MAX_TERM_LENGTH);
}

/** What a customer is found by: user ids, e-mail addresses and names; sorted, each once. */
export function searchTermsOf(profile: CustomerProfile): readonly string[] {
  const { email, firstName, lastName, name } = factsOf(profile);
  const ids = profile.nodes
    .filter(({ kind }) => kind === 'user' || kind === 'email')
    .map(({ value }) => value);
  const terms = [...ids, email, firstName, lastName, name].map(searchForm);
  return [...new Set(terms)].filter((term) => term !== '').sort();
}
