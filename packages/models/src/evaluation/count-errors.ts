/** How far predicted numbers of purchases, or amounts, are from what came. */
export interface CountErrors {
  customers: number;
  meanAbsolute: number;
  rootMeanSquare: number;
  predictedTotal: number;
  actualTotal: number;
  /** Undefined where nothing was bought. */
  predictedOverActual: number | undefined;
}

/** Judge counts by the root mean square and the ratio: the mean absolute error alone rewards predicting nothing. */
export function countErrors(predicted: Float64Array, actual: Float64Array): CountErrors {
  const customers = predicted.length;
  let absolute = 0;
  let squares = 0;
  let predictedTotal = 0;
  let actualTotal = 0;
  for (let index = 0; index < customers; index += 1) {
    const [expected, seen] = [predicted[index] ?? 0, actual[index] ?? 0];
    absolute += Math.abs(expected - seen);
    squares += (expected - seen) ** 2;
    predictedTotal += expected;
    actualTotal += seen;
  }
  const divisor = Math.max(customers, 1);
  return {
    customers,
    meanAbsolute: absolute / divisor,
    rootMeanSquare: Math.sqrt(squares / divisor),
    predictedTotal,
    actualTotal,
    predictedOverActual: actualTotal > 0 ? predictedTotal / actualTotal : undefined,
  };
}
