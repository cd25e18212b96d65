import { boughtBaskets, customerBaskets } from '@perennial/affinity';
import type { AffinityLeaf } from '@perennial/conditions';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import type { Asked } from './interpret-rows.ts';

/** The group whose middle is closest to what the customer had bought, found middle by middle. */
export function interpretAffinity(
  { groups }: AffinityLeaf,
  { facts, customer }: Asked,
  learned: LearnedGroups | undefined,
): boolean {
  if (learned === undefined) return false;
  const { learnedAtMs: at, space } = learned;
  const bought = boughtBaskets(
    customerBaskets(facts, customer, {
      ...{ at, knownAt: at },
      isProduct: (id) => space.productIds.includes(id),
    }),
  );
  if (bought.size < space.leastProducts) return false;
  const weights = space.productIds.map(
    (id, place) => (bought.has(id) ? 1 + Math.log(bought.get(id) ?? 0) : 0) * (space.rarity[place] ?? 0),
  );
  const cosines = Array.from({ length: space.groupCount }, (_, group) =>
    weights.reduce(
      (sum, each, place) => sum + each * (space.weight[place * space.groupCount + group] ?? 0),
      0,
    ),
  );
  return groups.includes(1 + cosines.indexOf(Math.max(...cosines)));
}
