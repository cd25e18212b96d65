import type { Facts, OrderTotals } from '@perennial/facts';
import { countsAtRanks, occurrencesOf, valuesAtRanks } from '@perennial/scores';

/** Borders between fifths of the customers with orders lie at the places floor(n k / 5) of all n values in order. */
const FIFTHS = [1, 2, 3, 4];

interface Borders {
  recency: readonly number[];
  frequency: readonly number[];
  monetary: readonly number[];
}

/**
 * Recency, frequency and monetary scores of every customer, 1 (least) to 5, as `25 r + 5 f + m`; 0 for those without orders. A score is 1
 * and the number of quintile borders that the value exceeds, so equal values have equal scores.
 */
export function quintileScores(facts: Facts, at: number): Uint8Array {
  const totals = orderTotals(facts, at);
  const { orderCount: counted, lastOrderMs, netMinor } = totals;
  return scored(totals, {
    recency: valuesAtRanks({ values: lastOrderMs, counted }, bordersOf),
    frequency: countsAtRanks(occurrencesOf(counted, counted), bordersOf),
    monetary: valuesAtRanks({ values: netMinor, counted }, bordersOf),
  });
}

function bordersOf(count: number): number[] {
  return FIFTHS.map((fifth) => Math.floor((count * fifth) / 5));
}

/** Those kept current where nothing known lies after the instant, else a pass over the rows. */
function orderTotals(facts: Facts, at: number): OrderTotals {
  const kept = facts.orderTotals({ at });
  if (kept !== undefined) return kept;
  const [totals] = facts.rollup([{ figures: ['orderCount', 'netMinor', 'lastOrderMs'] }], { at });
  if (totals === undefined) throw new RangeError('a roll-up of one window has one answer');
  return totals;
}

/** Adds comparisons rather than branch on them: which fifth comes next cannot be foretold. */
function scored(
  { orderCount, netMinor, lastOrderMs }: OrderTotals,
  { recency, frequency, monetary }: Borders,
): Uint8Array {
  const [r1, r2, r3, r4] = recency;
  const [f1, f2, f3, f4] = frequency;
  const [m1, m2, m3, m4] = monetary;
  const scores = new Uint8Array(orderCount.length);
  for (let customer = 0; customer < scores.length; customer += 1) {
    const orders = orderCount[customer];
    const last = lastOrderMs[customer];
    const net = netMinor[customer];
    const r = Number(last > r1) + Number(last > r2) + Number(last > r3) + Number(last > r4);
    const f = Number(orders > f1) + Number(orders > f2) + Number(orders > f3) + Number(orders > f4);
    const m = Number(net > m1) + Number(net > m2) + Number(net > m3) + Number(net > m4);
    scores[customer] = Number(orders !== 0) * ((r + 1) * 25 + (f + 1) * 5 + m + 1);
  }
  return scores;
}
