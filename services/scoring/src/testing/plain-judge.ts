import { DAY_MS } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { SchemeInForce } from '@perennial/scores';

/** Names of all scores of a customer; what the fast paths are held to. Slow and obvious: filters lists, keeps nothing. */
export interface PlainScores {
  cells: Record<string, string>;
  trend: string;
  funnel: string;
  engagement: string;
}

const POINTS: Record<string, number> = {
  visit_started: 1,
  page_viewed: 1,
  product_viewed: 2,
  product_list_viewed: 2,
  searched: 2,
  message_opened: 2,
  message_clicked: 4,
  cart_added: 5,
  checkout_started: 5,
  wishlist_added: 5,
};

export function plainScores(
  facts: FactsReader,
  customer: number,
  schemes: readonly SchemeInForce[],
  atMs: number,
): PlainScores {
  if (!facts.isActive(customer)) {
    return {
      cells: Object.fromEntries(schemes.map(({ definition }) => [definition.schemeId, 'none'])),
      trend: 'not_enough_history',
      funnel: '',
      engagement: 'none',
    };
  }
  const orders = facts.ordersOf(customer, { at: atMs });
  const refunds = facts.refundsOf(customer, { at: atMs });
  const events = facts.eventsOf(customer, { at: atMs });
  const within = (timeMs: number, days: number): boolean => days === 0 || atMs - timeMs < days * DAY_MS;
  const count = (days: number): number => orders.filter((order) => within(order.timeMs, days)).length;
  const net = (days: number): number =>
    orders.filter((order) => within(order.timeMs, days)).reduce((sum, order) => sum + order.netMinor, 0) -
    refunds
      .filter((refund) => within(refund.timeMs, days))
      .reduce((sum, refund) => sum + refund.amountMinor, 0);
  const first = orders[0]?.timeMs ?? 0;
  const last = orders[orders.length - 1]?.timeMs ?? 0;
  const days = Math.floor((atMs - last) / DAY_MS);
  const recency = ({ recency: { low, high }, recencyAtMs = atMs }: SchemeInForce['borders']): string => {
    const age = Math.floor((recencyAtMs - last) / DAY_MS);
    if (age <= low) return 'short';
    return age <= high ? 'medium' : 'long';
  };
  return {
    cells: Object.fromEntries(
      schemes.map(({ definition, borders }) => [
        definition.schemeId,
        orders.length === 0
          ? 'none'
          : [
              recency(borders),
              pick(count(definition.frequency.windowDays), borders.frequency, 'casual', 'regular', 'often'),
              pick(net(definition.monetary.windowDays), borders.monetary, 'saver', 'average', 'big_spender'),
            ].join('/'),
      ]),
    ),
    trend: trend(orders.length, atMs - first, count(90), count(180) - count(90), net(90), net(180) - net(90)),
    funnel: funnel(),
    engagement: level(),
  };

  function funnel(): string {
    const did = (types: string[], windowDays: number): boolean =>
      events.some((event) => types.includes(event.type) && within(event.timeMs, windowDays));
    if (orders.length === 0) {
      if (did(['cart_added', 'checkout_started'], 30)) return 'intent';
      return did(['product_viewed'], 0) ? 'interested' : 'visitor';
    }
    if (days > 180) return 'lapsed';
    if (orders.length >= 5 && days <= 90) return 'loyal';
    return orders.length === 1 ? 'first_time_buyer' : 'repeat_buyer';
  }

  function level(): string {
    const points =
      10 * count(30) +
      events
        .filter((event) => within(event.timeMs, 30))
        .reduce((sum, event) => sum + (POINTS[event.type] ?? 0), 0);
    if (points >= 30) return 'high';
    if (points >= 10) return 'medium';
    return points > 0 ? 'low' : 'none';
  }
}

function pick(
  value: number,
  borders: { low: number; high: number },
  ...names: [string, string, string]
): string {
  if (value >= borders.high) return names[2];
  return value >= borders.low ? names[1] : names[0];
}

function trend(
  orders: number,
  ageMs: number,
  recent: number,
  earlier: number,
  recentNet: number,
  earlierNet: number,
): string {
  if (orders < 2 || ageMs < 90 * DAY_MS || recent + earlier === 0) return 'not_enough_history';
  if (recent / earlier >= 1.25) return 'increasing';
  if (recent / earlier <= 0.8) return 'decreasing';
  if (recentNet <= 0 || earlierNet <= 0) return 'stable';
  if (recentNet / earlierNet >= 2) return 'increasing';
  return recentNet / earlierNet <= 0.5 ? 'decreasing' : 'stable';
}
