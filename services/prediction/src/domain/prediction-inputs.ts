import type { OrderView } from '@perennial/facts';
import type { CustomerPurchases } from '@perennial/forecasts';
import { orderOrigin } from './order-origin.ts';

/** A local day, as days since 1970, on which a customer bought. */
interface PurchaseDay {
  day: number;
  netMinor: number;
}

/** Orders that came by one source. */
interface OrderSource {
  source: string;
  orders: number;
  netMinor: number;
}

/** What the figures of one customer are made from. */
export interface PredictionInputs {
  /** Not cancelled. */
  orders: number;
  /** Given back wholly. */
  returnedOrders: number;
  /** Oldest first. */
  purchaseDays: readonly PurchaseDay[];
  /** Undefined with fewer than two purchases. */
  meanDaysBetween: number | undefined;
  /** Undefined without a purchase. */
  meanPurchaseMinor: number | undefined;
  /** The most frequent first; equal ones by name. */
  sources: readonly OrderSource[];
}

/** @param purchases those that models are trained on, made of the same orders */
export function inputsOf(
  orders: readonly OrderView[],
  purchases: Pick<CustomerPurchases, 'days' | 'netMinor' | 'count'>,
): PredictionInputs {
  const { count } = purchases;
  const purchaseDays = purchases.days
    .slice(0, count)
    .map((day, place) => ({ day, netMinor: purchases.netMinor[place] }));
  const spanDays = count === 0 ? 0 : purchases.days[count - 1] - purchases.days[0];
  const sumMinor = purchaseDays.reduce((sum, { netMinor }) => sum + netMinor, 0);
  const kept = orders.filter((order) => !isReturned(order));
  return {
    orders: orders.length,
    returnedOrders: orders.length - kept.length,
    purchaseDays,
    meanDaysBetween: count > 1 ? spanDays / (count - 1) : undefined,
    meanPurchaseMinor: count > 0 ? sumMinor / count : undefined,
    sources: sourcesOf(kept),
  };
}

/** One that cost nothing was not given back. */
function isReturned(order: OrderView): boolean {
  return order.refunds.length > 0 && leftOf(order) <= 0;
}

function leftOf({ netMinor, refunds }: OrderView): number {
  return refunds.reduce((left, { amountMinor }) => left - amountMinor, netMinor);
}

function sourcesOf(orders: readonly OrderView[]): OrderSource[] {
  const bySource = new Map<string, OrderSource>();
  for (const order of orders) {
    const source = orderOrigin(order);
    const sum = bySource.get(source) ?? { source, orders: 0, netMinor: 0 };
    sum.orders += 1;
    sum.netMinor += leftOf(order);
    bySource.set(source, sum);
  }
  return [...bySource.values()].sort((a, b) => b.orders - a.orders || (a.source < b.source ? -1 : 1));
}
