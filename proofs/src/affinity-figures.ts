import { type AffinityModel, type CustomerGroups, relationsOf } from '@perennial/affinity';

export interface NamedPair {
  names: string;
  count: number;
  lift: number;
}

/** The pairs with the strongest lift, none with a product of an earlier one, so that not all are of one set of crockery. */
export function bestPairs(
  { productIds, together }: AffinityModel,
  nameOf: (productId: string) => string,
  most: number,
): NamedPair[] {
  const pairs = productIds
    .flatMap((id, product) => Array.from(relationsOf(together, product), (relation) => ({ id, ...relation })))
    .sort((a, b) => b.strength - a.strength);
  const shown: NamedPair[] = [];
  const seen = new Set<string>();
  for (const { id, product, count, lift } of pairs) {
    const other = productIds[product] ?? '';
    if (shown.length === most) break;
    if (seen.has(firstWord(nameOf(id))) || seen.has(firstWord(nameOf(other)))) continue;
    for (const each of [id, other]) seen.add(firstWord(nameOf(each)));
    shown.push({ names: `${nameOf(id)} + ${nameOf(other)}`, count, lift });
  }
  return shown;
}

/** Products of one set begin alike. */
function firstWord(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** Share of the customers grouped before who are in the group that took most of their old group's members, each group taken once. */
export function shareOfSameGroup(before: CustomerGroups, after: CustomerGroups): number {
  const overlaps = new Map<string, number>();
  let grouped = 0;
  for (const [customer, group] of before.groupOf.entries()) {
    const now = after.groupOf[customer] ?? -1;
    if (group < 0 || now < 0) continue;
    grouped += 1;
    const key = `${group} ${now}`;
    overlaps.set(key, (overlaps.get(key) ?? 0) + 1);
  }
  const taken = new Set<string>();
  let same = 0;
  for (const [key, count] of Array.from(overlaps).sort((a, b) => b[1] - a[1])) {
    const [group, now] = key.split(' ');
    if (taken.has(`before ${group}`) || taken.has(`after ${now}`)) continue;
    taken.add(`before ${group}`).add(`after ${now}`);
    same += count;
  }
  return same / Math.max(1, grouped);
}
