/** Cells of customers by how many orders they had placed and whether the last was within 90 days, at the moment that is asked about. */
export const PURCHASE_CELLS = [
  'no_order',
  'one_recent',
  'one_lapsed',
  'few_recent',
  'few_lapsed',
  'many_recent',
  'many_lapsed',
] as const;
export type PurchaseCell = (typeof PURCHASE_CELLS)[number];

const DAY_MS = 86_400_000;
const RECENT_MS = 90 * DAY_MS;
const MOST_OF_FEW = 3;

/** First instant at which an order is no longer recent. */
export function lapseMs(orderMs: number): number {
  return orderMs + RECENT_MS + 1;
}

/** Place in `PURCHASE_CELLS`. */
export function purchaseCell(orders: number, sinceLastMs: number): number {
  if (orders === 0) return 0;
  const lapsed = sinceLastMs > RECENT_MS ? 1 : 0;
  if (orders === 1) return 1 + lapsed;
  return (orders <= MOST_OF_FEW ? 3 : 5) + lapsed;
}
