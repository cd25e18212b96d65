import type { CustomerBase } from '../histories/customer-base.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';

/** One row a customer, `width` numbers each. */
export interface FeatureMatrix {
  width: number;
  values: Float64Array;
}

/** Purchase days and value in the last days, each window two features. */
const WINDOWS_DAYS = [30, 60, 90, 180, 365] as const;
/** Numbers known of a customer besides the windows and the model's outputs. */
const PLAIN_FEATURES = 11;

/**
 * What a logistic regression is given of each customer, all on a logarithmic scale, sign(z)·ln(1+|z|): recency, repeats, tenure, values,
 * gaps, recent purchases and the purchase model's own outputs. Looks at nothing after the base's end.
 */
export function customerFeatures(
  purchases: PurchaseDays,
  base: CustomerBase,
  modelOutputs: readonly Float64Array[],
): FeatureMatrix {
  const windowsAt = PLAIN_FEATURES;
  const outputsAt = windowsAt + 2 * WINDOWS_DAYS.length;
  const width = outputsAt + modelOutputs.length;
  const values = new Float64Array(base.customer.length * width);
  let at = 0;
  for (const [index, customer] of base.customer.entries()) {
    const row = values.subarray(index * width, (index + 1) * width);
    while (purchases.customer[at] !== customer) at += 1;
    const from = at;
    while (purchases.customer[at] === customer && (purchases.day[at] ?? 0) <= base.observedUntilDay) at += 1;
    row.set(plainFeatures(purchases, from, at, base, index));
    row.set(recentFeatures(purchases, from, at, base.observedUntilDay), windowsAt);
    row.set(
      modelOutputs.map((output) => output[index] ?? 0),
      outputsAt,
    );
  }
  return { width, values: values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value))) };
}

function plainFeatures(
  { day, value }: PurchaseDays,
  from: number,
  to: number,
  base: CustomerBase,
  index: number,
): number[] {
  const count = to - from;
  const first = day[from] ?? 0;
  const last = day[to - 1] ?? 0;
  const tenureDays = base.observedUntilDay - first;
  const sinceLast = base.observedUntilDay - last;
  const meanGap = count > 1 ? (last - first) / (count - 1) : 0;
  const lastGap = count > 1 ? last - (day[to - 2] ?? 0) : 0;
  const total = base.totalValue[index] ?? 0;
  return [
    count - 1,
    sinceLast,
    tenureDays,
    total,
    total / count,
    value[from] ?? 0,
    value[to - 1] ?? 0,
    meanGap,
    lastGap,
    meanGap > 0 ? sinceLast / meanGap : 0,
    count / (tenureDays + 7),
  ];
}

function recentFeatures({ day, value }: PurchaseDays, from: number, to: number, endDay: number): number[] {
  return WINDOWS_DAYS.flatMap((days) => {
    let count = 0;
    let total = 0;
    for (let at = to - 1; at >= from && (day[at] ?? 0) > endDay - days; at -= 1) {
      count += 1;
      total += value[at] ?? 0;
    }
    return [count, total];
  });
}
