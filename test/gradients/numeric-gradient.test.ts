import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareGradients, numericGradient } from '../../src/gradients/index.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Cross-entropy of class 0 by logits, and its gradient: p, less 1 at the class. */
const crossEntropy = (z: number[]) => Math.log(sum(z.map(Math.exp))) - (z[0] as number);
const crossEntropySlope = (z: number[]) =>
  z.map((value, i) => Math.exp(value) / sum(z.map(Math.exp)) - (i === 0 ? 1 : 0));

describe('numericGradient', () => {
  it('agrees to 1e-7 with gradients in closed form', () => {
    const cases: [(x: number[]) => number, (x: number[]) => number[], number[]][] = [
      [
        (x) => sum(x.map((v, i) => ((i + 1) * v * v) / 2)),
        (x) => x.map((v, i) => (i + 1) * v),
        [3, -2, 0.1],
      ],
      [(x) => sum(x.map(Math.sin)), (x) => x.map(Math.cos), [0, 1, 2, -3]],
      [crossEntropy, crossEntropySlope, [0.5, -1, 2, 0]],
      [
        (x) => (x[0] as number) ** 3 * (x[1] as number),
        ([a = 0, b = 0]) => [3 * a * a * b, a ** 3],
        [2, 5],
      ],
    ];
    for (const [f, slope, x] of cases) {
      expect(compareGradients(slope(x), numericGradient(f, x))).toMatchObject({ agrees: true });
    }
  });

  it("gives the lecture's slope: a loss of 1.25347 that falls to 1.25322 over 0.0001 has -2.5", () => {
    const loss = ([w = 0]: number[]) => 1.25347 - 2.5 * (w - 0.34);
    expect(numericGradient(loss, [0.34])[0]).toBeCloseTo(-2.5, 8);
  });

  it('has no error from curvature on a quadratic, and h² · f‴ / 6 on a cubic', () => {
    const at = (power: number) => (h: number) =>
      numericGradient(([x = 0]) => x ** power, [0.5], { h })[0] as number;
    expect(at(2)(0.1)).toBeCloseTo(1, 12);
    expect(at(3)(0.1) - 0.75).toBeCloseTo(0.1 ** 2, 12);
  });

  it('errs in a V over h: by curvature above, by rounding below, least near 1e-5', () => {
    const error = (h: number) =>
      Math.abs(
        (numericGradient(([x = 0]) => Math.exp(x), [0.7], { h })[0] as number) - Math.exp(0.7),
      );
    const [coarse, best, fine] = [error(1e-1), error(1e-5), error(1e-12)];
    expect(best).toBeLessThan(1e-10);
    expect(coarse).toBeGreaterThan(1e-3);
    expect(fine).toBeGreaterThan(1e-6);
    // The left arm of the V falls as h², until rounding takes over.
    expect(error(1e-2) / error(1e-3)).toBeCloseTo(100, 0);
  });

  it('takes steps in proportion to large coordinates, on which a fixed step would drown', () => {
    const x = 1e8;
    const [slope] = numericGradient(([x = 0]) => Math.sin(x / 1e8), [x]) as [number];
    expect(slope * 1e8).toBeCloseTo(Math.cos(1), 8);
  });

  it('leaves x alone and gives each call of f an array of its own', () => {
    const x = Object.freeze([1, 2, 3]) as unknown as number[];
    const spoiled = numericGradient((point) => {
      const value = sum(point.map((v) => v * v));
      point.fill(0);
      return value;
    }, x);
    expect(x).toEqual([1, 2, 3]);
    expect(compareGradients([2, 4, 6], spoiled).agrees).toBe(true);
  });

  it('is linear: the gradient of a · x is a, at every point', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 }), (pairs) => {
        const [a, x] = [pairs.map(([a]) => a), pairs.map(([, x]) => x)];
        const gradient = numericGradient((x) => sum(x.map((v, i) => v * (a[i] as number))), x);
        expect(compareGradients(a, gradient, { floor: 1 }).maxError).toBeLessThan(1e-7);
      }),
    );
  });

  it('refuses a step that is not greater than 0', () => {
    expect(() => numericGradient(() => 0, [1], { h: 0 })).toThrow(
      'numericGradient: h must be greater than 0, got 0',
    );
  });
});
