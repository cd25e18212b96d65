import type { ViewedCustomer } from '../live/base-view.ts';
import { placeOf } from './prediction-context.ts';

/** A row's place in a list. */
export interface Placed {
  key: number;
  id: string;
  viewed: ViewedCustomer;
}

/** How a list is ordered: by a key, then by the customer's id. */
export interface ListOrder {
  keyOf(viewed: ViewedCustomer): number;
  compare(a: Pick<Placed, 'key' | 'id'>, b: Pick<Placed, 'key' | 'id'>): number;
}

const KEYS: Readonly<Record<string, (viewed: ViewedCustomer) => number>> = {
  customer_id: () => 0,
  churn_risk: ({ churnRisk }) => churnRisk,
  purchase_probability: ({ purchaseProbability }) => purchaseProbability,
  expected_purchases: ({ expectedPurchases }) => expectedPurchases,
  value_minor: ({ valueMinor = 0 }) => valueMinor,
  purchases: ({ purchases }) => purchases,
  net_minor: ({ netMinor }) => netMinor,
  last_purchase_date: ({ lastDay }) => lastDay,
};

const ORDERS = Object.keys(KEYS).flatMap((field) => [field, `${field} desc`]);

/** @param orderBy a field, with " desc" for greatest first. @throws PREDICTION_FIELD_INVALID */
export function listOrder(orderBy: string): ListOrder {
  const words = orderBy.trim().split(/\s+/).join(' ').replace(/ asc$/, '');
  placeOf('order_by', words, ORDERS);
  const [field = '', direction] = words.split(' ');
  const sign = direction === 'desc' ? -1 : 1;
  return {
    keyOf: KEYS[field],
    compare: (a, b) => sign * (a.key - b.key || (a.id < b.id ? -1 : Number(a.id > b.id))),
  };
}
