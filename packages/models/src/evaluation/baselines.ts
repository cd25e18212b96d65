import type { CustomerBase } from '../histories/customer-base.ts';
import { rankValues } from '../histories/distinct-values.ts';

/** Who bought last comes first. */
export function recencyBaseline({ histories }: CustomerBase): Float64Array {
  return histories.observedAgeWeeks.map((age, index) => (histories.purchaseSpanWeeks[index] ?? 0) - age);
}

/** The customer's own rate goes on: x / T · horizon; 0 for a customer of today. */
export function ownRateBaseline({ histories }: CustomerBase, horizonWeeks: number): Float64Array {
  return histories.observedAgeWeeks.map((age, index) =>
    age > 0 ? ((histories.repeatCount[index] ?? 0) / age) * horizonWeeks : 0,
  );
}

/** The sum of the quintiles, 1 to 5, of recency, repeats and total value: RFM as many shops rank by it. */
export function rfmBaseline(base: CustomerBase): Float64Array {
  const parts = [recencyBaseline(base), base.histories.repeatCount, base.totalValue].map(quintiles);
  return base.totalValue.map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
}

/** Of equal values those that come first are lower. */
function quintiles(values: Float64Array): Float64Array {
  const { rankOf, rankCount } = rankValues(values);
  const nextPlace = new Uint32Array(rankCount + 1);
  for (const rank of rankOf) nextPlace[rank + 1] = (nextPlace[rank + 1] ?? 0) + 1;
  for (let rank = 1; rank < rankCount; rank += 1)
    nextPlace[rank] = (nextPlace[rank] ?? 0) + (nextPlace[rank - 1] ?? 0);
  return Float64Array.from(rankOf, (rank) => {
    const place = nextPlace[rank] ?? 0;
    nextPlace[rank] = place + 1;
    return 1 + Math.floor((5 * place) / values.length);
  });
}
