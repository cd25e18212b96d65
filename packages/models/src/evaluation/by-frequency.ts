/** Customers who had made the same number of repeat purchases before the holdout, the last group holding all above. */
export interface FrequencyGroup {
  repeatCount: number;
  andMore: boolean;
  customers: number;
  meanPredicted: number;
  meanActual: number;
}

/** Predicted against actual holdout purchases by earlier repeats: figure 3 of Fader, Hardie and Lee (2005). */
export function byFrequency(
  repeatCount: Float64Array,
  predicted: Float64Array,
  actual: Float64Array,
  lastGroup = 7,
): FrequencyGroup[] {
  const groups = Array.from({ length: lastGroup + 1 }, (_, count) => ({
    repeatCount: count,
    andMore: count === lastGroup,
    customers: 0,
    meanPredicted: 0,
    meanActual: 0,
  }));
  for (let index = 0; index < repeatCount.length; index += 1) {
    const group = groups[Math.min(repeatCount[index] ?? 0, lastGroup)];
    if (group === undefined) continue;
    group.customers += 1;
    group.meanPredicted += ((predicted[index] ?? 0) - group.meanPredicted) / group.customers;
    group.meanActual += ((actual[index] ?? 0) - group.meanActual) / group.customers;
  }
  return groups;
}
