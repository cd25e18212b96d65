/** A symmetric matrix of `size` rows, row by row. */
export interface SymmetricMatrix {
  size: number;
  values: Float64Array;
}

/** The lower triangular L with L·Lᵀ = matrix; undefined unless the matrix is positive definite. */
export function cholesky({ size, values }: SymmetricMatrix): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = values[row * size + column] ?? Number.NaN;
      for (let k = 0; k < column; k += 1)
        sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0);
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] ?? 1);
      else if (sum > 0) lower[row * size + row] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}

/** Solves matrix·x = right by the matrix's Cholesky factor. */
export function solveByCholesky(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (lower[row * size + k] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (lower[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= (lower[k * size + row] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (lower[row * size + row] ?? 1);
  }
  return solution;
}

/** The inverse of a positive definite matrix; undefined for any other. */
export function invert(matrix: SymmetricMatrix): SymmetricMatrix | undefined {
  const lower = cholesky(matrix);
  if (lower === undefined) return undefined;
  const { size } = matrix;
  const values = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    values.set(solveByCholesky(lower, unit), column * size);
  }
  return { size, values };
}
