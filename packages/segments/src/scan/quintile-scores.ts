import type { Facts } from '@perennial/facts';
import { type OrderTotals, orderTotals } from './order-totals.ts';
import { type CountedValues, countBorders, quantileBorders } from './quantile-borders.ts';

const PARTS = 5;

/**
 * Recency, frequency and monetary scores of every customer, 1 (least) to 5, as `25 r + 5 f + m`; 0 for those without orders. A score is 1
 * and the number of quintile borders that the value exceeds, so equal values have equal scores.
 */
export function quintileScores(facts: Facts, at: number): Uint8Array {
  const totals = orderTotals(facts, at);
  const column = (of: (each: OrderTotals['totals']) => CountedValues['values']): CountedValues[] =>
    totals.map((each) => ({
      values: of(each.totals),
      counts: each.totals.orderCount,
      customers: each.customers,
    }));
  const recency = quantileBorders(
    column(({ lastOrderMs }) => lastOrderMs),
    PARTS,
  );
  const frequency = countBorders(
    totals.map(({ customers, totals: { orderCount } }) => ({ counts: orderCount, customers })),
    PARTS,
  );
  const monetary = quantileBorders(
    column(({ netMinor }) => netMinor),
    PARTS,
  );
  const scores = new Uint8Array(facts.customerCount);
  for (const part of totals) score(scores, part, [recency, frequency, monetary]);
  return scores;
}

function score(
  scores: Uint8Array,
  { base, customers, totals }: OrderTotals,
  [recency, frequency, monetary]: [number[], number[], number[]],
): void {
  const { orderCount, netMinor, lastOrderMs } = totals;
  const [r1, r2, r3, r4] = recency;
  const [f1, f2, f3, f4] = frequency;
  const [m1, m2, m3, m4] = monetary;
  for (let local = 0; local < customers; local += 1) {
    const orders = orderCount[local];
    const last = lastOrderMs[local];
    const net = netMinor[local];
    const r = Number(last > r1) + Number(last > r2) + Number(last > r3) + Number(last > r4);
    const f = Number(orders > f1) + Number(orders > f2) + Number(orders > f3) + Number(orders > f4);
    const m = Number(net > m1) + Number(net > m2) + Number(net > m3) + Number(net > m4);
    scores[base + local] = orders === 0 ? 0 : (r + 1) * 25 + (f + 1) * 5 + m + 1;
  }
}
