import type { CustomerBase } from '../histories/customer-base.ts';

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

function quintiles(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, index) => index).sort(
    (left, right) => (values[left] ?? 0) - (values[right] ?? 0) || left - right,
  );
  const scores = new Float64Array(values.length);
  for (const [place, index] of order.entries()) scores[index] = 1 + Math.floor((5 * place) / values.length);
  return scores;
}
