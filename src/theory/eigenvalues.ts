/** Off the diagonal, beside it: what is smaller changes no double. */
const nothing = 1e-18;

/**
 * The eigenvalues of a symmetric matrix, smallest first, by Jacobi's rotations: for a loss's second derivatives, the
 * curvatures along its own axes.
 */
export function eigenvalues(matrix: readonly ArrayLike<number>[]): number[] {
  const rows = matrix.map((row) => Array.from(row));
  const at = (i: number, j: number) => rows[i]?.[j] as number;
  const n = rows.length;
  for (let rest = Infinity; rest > nothing;) {
    rest = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = at(p, q);
        const share = Math.abs(off) / Math.hypot(at(p, p), at(q, q), Number.MIN_VALUE);
        rest = Math.max(rest, share);
        if (share > nothing) rotate(rows, p, q);
      }
    }
  }
  return rows.map((_, i) => at(i, i)).toSorted((a, b) => a - b);
}

/** Turns the plane of two axes so that the entry between them becomes 0. */
function rotate(rows: number[][], p: number, q: number): void {
  const [first, second] = [rows[p] as number[], rows[q] as number[]];
  const half = ((second[q] as number) - (first[p] as number)) / (2 * (first[q] as number));
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(1, half));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of rows) {
    const [a, b] = [row[p] as number, row[q] as number];
    row[p] = cosine * a - sine * b;
    row[q] = sine * a + cosine * b;
  }
  for (const [k, a] of first.entries()) {
    const b = second[k] as number;
    first[k] = cosine * a - sine * b;
    second[k] = sine * a + cosine * b;
  }
  // Exactly, where the rotation leaves rounding.
  first[q] = second[p] = 0;
}
