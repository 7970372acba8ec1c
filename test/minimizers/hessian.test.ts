import { describe, expect, it } from 'vitest';
import { hessianAt } from '../../src/minimizers/hessian.ts';
import { doubles, floats, type Precision } from '../../src/minimizers/objective.ts';
import { rosenbrock } from './rosenbrock.ts';

/** The largest error of Rosenbrock's Hessian at a point, over its largest entry. */
async function error(at: readonly number[], precision: Precision): Promise<number> {
  const { round } = precision;
  const look = async (x: Float64Array) => {
    // A gradient as precise as its numbers, at a point that these can hold.
    expect([...x]).toEqual([...x].map(round));
    const { value, gradient } = rosenbrock([...x]);
    return { x, value, gradient: Float64Array.from(gradient, round) };
  };
  const hessian = await hessianAt({ x: Float64Array.from(at, round) }, { precision, look });
  const exact = rosenbrock(at.map(round)).hessian;
  const errors = exact.flatMap((row, i) => row.map((v, j) => Math.abs(v - (hessian[i]?.[j] ?? 0))));
  return Math.max(...errors) / Math.max(...exact.flat().map(Math.abs));
}

describe('hessianAt', () => {
  const points = [
    [-1.2, 1],
    [0.3, -0.7],
    [1, 1],
  ];
  it.each(points)('is right to 1e-9 in doubles at (%d, %d)', async (...at) => {
    expect(await error(at, doubles)).toBeLessThan(1e-9);
  });

  it.each(points)('is right to 1e-4 in float32 at (%d, %d)', async (...at) => {
    expect(await error(at, floats)).toBeLessThan(1e-4);
  });

  it('is symmetric though the differences are not', async () => {
    const [first, second] = await hessianAt(
      { x: Float64Array.of(0.1, 0.2) },
      {
        precision: doubles,
        look: async (x) => ({ x, value: 0, gradient: Float64Array.of(x[1] as number, 0) }),
      },
    );
    expect(first?.[1]).toBeCloseTo(0.5, 9);
    expect(second?.[0]).toBe(first?.[1]);
  });
});
