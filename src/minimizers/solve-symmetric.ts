import { largest, times } from './vector.ts';

type Rows = readonly ArrayLike<number>[];

/** The solution of a symmetric system, and whether its matrix is positive definite. */
export interface Solution {
  readonly x: Float64Array;
  readonly isPositive: boolean;
}

/**
 * The x with matrix · x = b, for a symmetric matrix: by Cholesky's factors where it is positive definite, else by
 * elimination with pivoting; undefined where it is singular. A pivot counts as 0 when, beside the entries that it was
 * computed from, it is at most `zero`.
 */
export function solveSymmetric(
  matrix: Rows,
  b: ArrayLike<number>,
  zero: number,
): Solution | undefined {
  const factor = cholesky(matrix, zero);
  if (factor !== undefined) return { x: substitute(factor, b), isPositive: true };
  const x = eliminate(matrix, b, zero);
  return x && { x, isPositive: false };
}

/** Lower triangular L with L · Lᵀ = matrix, or undefined where a pivot is not clearly above 0. */
function cholesky(matrix: Rows, zero: number): readonly Float64Array[] | undefined {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (const [i, row] of factor.entries()) {
    for (let j = 0; j <= i; j++) {
      const other = factor[j] as Float64Array;
      let rest = at(matrix, i, j);
      for (let k = 0; k < j; k++) rest -= (row[k] as number) * (other[k] as number);
      if (i > j) row[j] = rest / (other[j] as number);
      else if (rest > zero * at(matrix, i, i)) row[i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
}

/** Solves L · Lᵀ · x = b, first forwards, then backwards. */
function substitute(factor: Rows, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(factor, i, k) * (x[k] as number);
    x[i] = (x[i] as number) / at(factor, i, i);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) {
      x[i] = (x[i] as number) - at(factor, k, i) * (x[k] as number);
    }
    x[i] = (x[i] as number) / at(factor, i, i);
  }
  return x;
}

/** Gauss's elimination, on rows scaled to a largest entry of 1, the largest pivot of a column first. */
function eliminate(matrix: Rows, b: ArrayLike<number>, zero: number): Float64Array | undefined {
  const rows: Float64Array[] = matrix.map((given, i) => {
    const row = Float64Array.from([...Array.from(given), b[i] as number]);
    return times(row, 1 / largest(row.subarray(0, -1)));
  });
  const n = b.length;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(at(rows, i, column)) > Math.abs(at(rows, best, column))) best = i;
    }
    const pivot = rows[best] as Float64Array;
    if (!(Math.abs(pivot[column] as number) > zero)) return undefined;
    rows[best] = rows[column] as Float64Array;
    rows[column] = pivot;
    for (let i = column + 1; i < n; i++) {
      const row = rows[i] as Float64Array;
      const factor = (row[column] as number) / (pivot[column] as number);
      for (let k = column; k <= n; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = at(rows, i, n);
    for (let k = i + 1; k < n; k++) rest -= at(rows, i, k) * (x[k] as number);
    x[i] = rest / at(rows, i, i);
  }
  return x;
}

function at(rows: Rows, i: number, j: number): number {
  return rows[i]?.[j] as number;
}
