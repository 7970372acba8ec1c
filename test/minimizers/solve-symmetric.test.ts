import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveSymmetric } from '../../src/minimizers/solve-symmetric.ts';
import { dot } from '../../src/minimizers/vector.ts';
import { random } from '../../src/shared/random.ts';

const zero = 1e-10;
const rows = (values: readonly (readonly number[])[]) =>
  values.map((row) => Float64Array.from(row));
const solve = (matrix: readonly (readonly number[])[], b: readonly number[]) =>
  solveSymmetric(rows(matrix), Float64Array.from(b), zero);

/** A random symmetric matrix R · diag(curvatures) · Rᵀ. */
function symmetric(seed: number, curvatures: readonly number[]): Float64Array[] {
  const size = curvatures.length;
  const r = Array.from({ length: size }, (_, i) => random(seed).fork(i).normals(size));
  const entry = (i: number, j: number) =>
    curvatures.reduce((sum, c, k) => sum + c * (r[i]?.[k] as number) * (r[j]?.[k] as number), 0);
  return r.map((_, i) => Float64Array.from(r, (_, j) => entry(i, j)));
}

describe('solveSymmetric', () => {
  it.each([
    ['positive definite', true, [1, 2, 3, 4]],
    ['indefinite', false, [1, -2, 3, -4]],
    ['negative definite', false, [-1, -2, -3, -4]],
  ])('solves %s systems, and says so', (_, isPositive, curvatures) => {
    const systems = fc.property(fc.nat(), (seed) => {
      const matrix = symmetric(seed, curvatures);
      const wanted = Float64Array.from([1, -2, 3, -4]);
      const b = Float64Array.from(matrix, (row) => dot(row, wanted));
      const solution = solveSymmetric(matrix, b, 1e-14);
      expect(solution?.isPositive).toBe(isPositive);
      for (const [i, row] of matrix.entries()) {
        const rest = dot(row, solution?.x as Float64Array) - (b[i] as number);
        expect(Math.abs(rest)).toBeLessThan(1e-8);
      }
    });
    fc.assert(systems, { seed: 1, numRuns: 50 });
  });

  it('changes rows where the diagonal is 0', () => {
    const swap = solve(
      [
        [0, 1],
        [1, 0],
      ],
      [3, 7],
    );
    expect(swap).toEqual({ x: Float64Array.of(7, 3), isPositive: false });
  });

  it.each([
    ['a row of 0', [1, 0], [0, 0]],
    ['equal rows', [2, 2], [2, 2]],
    ['rows that differ by rounding', [2, 2], [2, 2 + 1e-11]],
    ['no number', [NaN, 0], [0, 1]],
  ])('solves no system with %s', (_, first, second) => {
    expect(solve([first, second], [1, 1])).toBeUndefined();
  });

  it('solves a system whose weights are of very different scales', () => {
    const solution = solve(
      [
        [1e-9, 0],
        [0, 1e9],
      ],
      [1, 1],
    );
    expect(solution?.isPositive).toBe(true);
    expect(solution?.x[0]).toBeCloseTo(1e9, 0);
    const saddle = solve(
      [
        [1e-12, 0],
        [0, -1e12],
      ],
      [1, 1],
    );
    expect(saddle?.isPositive).toBe(false);
    expect(saddle?.x[0]).toBeCloseTo(1e12, 0);
  });
});
