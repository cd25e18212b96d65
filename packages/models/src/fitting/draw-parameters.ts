import { cholesky } from '../numeric/symmetric-matrix.ts';
import { drawNormal } from '../random/draws.ts';
import type { RandomSource } from '../random/seeded-random.ts';
import type { Fit } from './fit.ts';

/**
 * Logarithms of parameters drawn from their uncertainty: normal around the maximum with the inverse information as covariance. The
 * maximum itself every time where there is no covariance.
 */
export function drawLogParameters<Name extends string>(
  { logParameters, logCovariance }: Fit<Name>,
  draws: number,
  random: RandomSource,
): Float64Array[] {
  const lower = logCovariance && cholesky(logCovariance);
  return Array.from({ length: draws }, () => {
    if (lower === undefined) return logParameters;
    const normals = logParameters.map(() => drawNormal(random));
    return logParameters.map((center, row) => {
      let shift = 0;
      for (let column = 0; column <= row; column += 1)
        shift += (lower[row * normals.length + column] ?? 0) * (normals[column] ?? 0);
      return center + shift;
    });
  });
}
