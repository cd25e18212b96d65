import type { AsOf, FactsReader, RollupFigure } from '@perennial/facts';

/** What lists may be ordered by; all but the first: greatest first. */
export const MEMBER_ORDERS = ['customer_id', 'net_minor', 'orders', 'first_order', 'last_order'] as const;
export type MemberOrder = (typeof MEMBER_ORDERS)[number];

const FIGURES: Readonly<Record<Exclude<MemberOrder, 'customer_id'>, RollupFigure>> = {
  net_minor: 'netMinor',
  orders: 'orderCount',
  first_order: 'firstOrderMs',
  last_order: 'lastOrderMs',
};

/** Up to here asking customer by customer is faster than one pass over all. */
const FEW_MEMBERS = 2_000;

/** Beside each customer what the list is ordered by; who has no order comes last. */
export function memberKeys(
  facts: FactsReader,
  customers: Uint32Array,
  order: MemberOrder,
  asOf: AsOf,
): Float64Array {
  if (order === 'customer_id') return new Float64Array(customers.length);
  const figure = FIGURES[order];
  if (customers.length <= FEW_MEMBERS)
    return Float64Array.from(customers, (customer) =>
      orLast(facts.rollupOne(customer, [{ figures: [figure] }], asOf)[0]?.[figure]),
    );
  const [all] = facts.rollup([{ figures: [figure] }], asOf);
  return Float64Array.from(customers, (customer) => orLast(all?.[figure][customer]));
}

function orLast(key: number | undefined): number {
  return key === undefined || Number.isNaN(key) ? Number.MIN_SAFE_INTEGER : key;
}
