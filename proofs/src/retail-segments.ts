import { createHash } from 'node:crypto';
import { ZoneTime } from '@perennial/calendar';
import { parseCondition } from '@perennial/conditions';
import type { Facts } from '@perennial/facts';
import { FactsScores, scanCondition } from '@perennial/segments';

/** The morning after the last day of Online Retail II; times as the file has them, as if in UTC. */
const AT_MS = Date.UTC(2011, 11, 10);

/** A question of the same meaning in our text form and in SQL over `lines` and `refunds` of the file. */
export interface RetailSegment {
  name: string;
  text: string;
  /** Customers by id; `amount` in pence, an order is an `invoice`. */
  sql: string;
}

export const RETAIL_SEGMENTS: readonly RetailSegment[] = [
  {
    name: 'many of one product, and the cake stand not since',
    text: 'bought(product = "85123A") quantity >= 50 in last 12 months and not bought(product = "22423") since last bought(product = "85123A")',
    sql: `WITH pieces AS (
        SELECT customer, sum(quantity) AS pieces FROM (
          SELECT customer, t, product, quantity FROM lines UNION ALL SELECT customer, t, product, -quantity FROM refunds)
        WHERE product = '85123A' AND t > TIMESTAMP '2010-12-10' GROUP BY customer HAVING pieces >= 50),
      last_a AS (SELECT customer, max(t) AS t FROM lines WHERE product = '85123A' GROUP BY customer)
      SELECT customer FROM pieces WHERE customer NOT IN (
        SELECT l.customer FROM lines l JOIN last_a a ON l.customer = a.customer WHERE l.product = '22423' AND l.t > a.t)`,
  },
  {
    name: 'three orders and 500 to 1,000 pounds net of refunds in a year',
    text: 'ordered() count >= 3 in last 12 months and ordered() sum in [500 GBP, 1000 GBP) in last 12 months',
    sql: `WITH spent AS (
        SELECT customer, sum(amount) AS net FROM (
          SELECT customer, t, amount FROM lines UNION ALL SELECT customer, t, -amount FROM refunds)
        WHERE t > TIMESTAMP '2010-12-10' GROUP BY customer),
      orders AS (SELECT customer, count(DISTINCT invoice) AS orders FROM lines WHERE t > TIMESTAMP '2010-12-10' GROUP BY customer)
      SELECT customer FROM spent JOIN orders USING (customer) WHERE orders >= 3 AND net >= 50000 AND net < 100000`,
  },
  {
    name: 'one order with 100 pounds of dear things in autumn 2010, and silent since half a year',
    text: 'bought(price >= 10 GBP) in one order sum > 100 GBP between 2010-10-01 and 2010-12-31 and not ordered() in last 6 months',
    sql: `SELECT DISTINCT customer FROM (
        SELECT customer, invoice, sum(amount) AS amount FROM lines
        WHERE t >= TIMESTAMP '2010-10-01' AND t < TIMESTAMP '2011-01-01' AND amount >= 1000 * quantity
        GROUP BY customer, invoice HAVING sum(amount) > 10000)
      WHERE customer NOT IN (SELECT customer FROM lines WHERE t > TIMESTAMP '2011-06-10')`,
  },
];

/** Ids of the members, sorted. */
export async function retailMembers(facts: Facts, { text }: RetailSegment): Promise<string[]> {
  const zone = new ZoneTime('UTC');
  const condition = parseCondition(text, { currency: 'GBP', minorPerUnit: 100 });
  const context = {
    ...{ facts, zone, scores: new FactsScores({ facts, zone, schemes: [] }) },
    members: { isMember: () => false, nextInstant: () => Number.POSITIVE_INFINITY },
  };
  const members = await scanCondition(condition, context, { at: AT_MS });
  return members
    .list()
    .map((customer) => facts.customerIdAt(customer))
    .sort();
}

/** Tells two sets of ids apart. */
export function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 12);
}
