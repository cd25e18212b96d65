import type { CustomerProfile } from './customer-profile.ts';
import type { IdentityNode } from './identity-node.ts';
import type { VisitSource } from './visit-source.ts';

/** What a person reads of a customer first, drawn from traits and ids. `''` when unknown. */
export interface CustomerFacts {
  email: string;
  phone: string;
  firstName: string;
  lastName: string;
  name: string;
  tags: readonly string[];
  isAnonymous: boolean;
}

export function factsOf(profile: CustomerProfile): CustomerFacts {
  const email = textTrait(profile, 'email') || firstValue(profile.nodes, 'email');
  const phone = textTrait(profile, 'phone') || firstValue(profile.nodes, 'phone');
  const firstName = textTrait(profile, 'firstName') || textTrait(profile, 'first_name');
  const lastName = textTrait(profile, 'lastName') || textTrait(profile, 'last_name');
  const name = textTrait(profile, 'name') || [firstName, lastName].filter((part) => part !== '').join(' ');
  const isAnonymous = email === '' && phone === '' && firstValue(profile.nodes, 'user') === '';
  return { email, phone, firstName, lastName, name, tags: tagsOf(profile), isAnonymous };
}

/** Source of the first visit or the first order, whichever was earlier and has one. */
export function firstSourceOf({ visits, orders }: CustomerProfile): VisitSource | null {
  const { firstOrderSource, firstOrderTimeMs } = orders;
  if (visits === null || firstOrderSource === null || firstOrderTimeMs === null) {
    return visits?.first.source ?? firstOrderSource;
  }
  return firstOrderTimeMs < visits.first.startTimeMs ? firstOrderSource : visits.first.source;
}

function firstValue(nodes: readonly IdentityNode[], kind: string): string {
  return nodes.find((node) => node.kind === kind)?.value ?? '';
}

function trait(profile: CustomerProfile, key: string): unknown {
  const held = profile.traits.find((entry) => entry.key === key);
  return held === undefined ? null : JSON.parse(held.value);
}

function textTrait(profile: CustomerProfile, key: string): string {
  const value = trait(profile, key);
  return typeof value === 'string' ? value : '';
}

/** The trait `tags`, a list of texts. */
function tagsOf(profile: CustomerProfile): readonly string[] {
  const value = trait(profile, 'tags');
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((tag) => typeof tag === 'string'))].sort();
}
