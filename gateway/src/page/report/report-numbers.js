/** Proto JSON leaves out zeros and writes 64-bit numbers as strings: here every figure of a report is a number. */
export function reportNumbers(report) {
  const { reliability = [], bands = [], byFrequency = [], weeks = [], baselines = [] } = report;
  return {
    ...report,
    holdoutDays: report.holdoutDays ?? 0,
    customers: Number(report.customers ?? 0),
    buyers: Number(report.buyers ?? 0),
    seasonFactor: report.seasonFactor ?? 0,
    errors: errorNumbers(report.errors),
    baselines: baselines.map((baseline) => ({
      ...baseline,
      errors: baseline.errors && errorNumbers(baseline.errors),
    })),
    reliability: reliability.map(
      ({ from = 0, to = 0, customers = 0, meanPredicted = 0, shareBought = 0 }) => ({
        ...{ from, to, meanPredicted, shareBought },
        customers: Number(customers),
      }),
    ),
    bands: bands.map(({ band, customers = 0, meanPredicted = 0, shareChurned = 0 }) => ({
      ...{ band, meanPredicted, shareChurned },
      customers: Number(customers),
    })),
    byFrequency: byFrequency.map(
      ({ repeatPurchases = 0, andMore = false, customers = 0, meanPredicted = 0, meanActual = 0 }) => ({
        ...{ andMore, meanPredicted, meanActual },
        repeatPurchases: Number(repeatPurchases),
        customers: Number(customers),
      }),
    ),
    weeks: weeks.map(({ endDate, actualRepeats = 0, expectedRepeats = 0 }) => ({
      ...{ endDate, expectedRepeats },
      actualRepeats: Number(actualRepeats),
    })),
  };
}

function errorNumbers(errors = {}) {
  const { meanAbsolute = 0, rootMeanSquare = 0, predictedTotal = 0, actualTotal = 0 } = errors;
  return { ...errors, meanAbsolute, rootMeanSquare, predictedTotal, actualTotal };
}
