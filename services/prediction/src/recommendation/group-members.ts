import type { Baskets, CustomerGroups } from '@perennial/affinity';

/** Customers by group, the most typical first: those of group g are the places `start[g] … start[g + 1] - 1`. */
export interface GroupMembers {
  readonly start: readonly number[];
  /** As facts number them. */
  readonly customer: Uint32Array;
  readonly closeness: Float64Array;
}

/** @param indexOf number of a customer in facts */
export function listMembers(
  { groupOf, closeness }: Pick<CustomerGroups, 'groupOf' | 'closeness'>,
  { customerIds }: Baskets,
  indexOf: ReadonlyMap<string, number>,
): GroupMembers {
  const grouped = Uint32Array.from(groupOf.keys()).filter((customer) => groupOf[customer] >= 0);
  grouped.sort((a, b) => groupOf[a] - groupOf[b] || closeness[b] - closeness[a] || a - b);
  const start = [0];
  for (const [place, customer] of grouped.entries()) {
    while (start.length <= groupOf[customer]) start.push(place);
  }
  return {
    start: [...start, grouped.length],
    customer: grouped.map((customer) => indexOf.get(customerIds[customer]) ?? 0),
    closeness: Float64Array.from(grouped, (customer) => closeness[customer]),
  };
}
