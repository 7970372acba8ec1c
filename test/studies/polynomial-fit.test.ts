import { describe, expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

type Fit = Record<
  'pointX' | 'pointY' | 'x' | 'truth' | 'curve' | 'weights' | 'trainError' | 'testError',
  number[]
>;
const fit = async (options: object, seed = 1) =>
  (await measureSeed({ study: 'polynomialFit', keep: 'curve', ...options }, seed)) as Fit;

/** Lagrange's polynomial through all points, at x. */
function through(xs: readonly number[], ys: readonly number[], x: number): number {
  return ys.reduce((total, y, i) => {
    const basis = xs.reduce(
      (one, other, j) => (j === i ? one : (one * (x - other)) / ((xs[i] as number) - other)),
      1,
    );
    return total + y * basis;
  }, 0);
}

describe('a polynomial with as many coefficients as points', () => {
  it('is Lagrange’s, and makes no mistake on the points', async () => {
    const { pointX, pointY, x, curve, trainError } = await fit({});
    for (const [i, at] of x.entries()) expect(curve[i]).toBeCloseTo(through(pointX, pointY, at), 5);
    expect(trainError[0]).toBeLessThan(1e-15);
  });

  it('is judged by how far it is from the truth, and by the noise of a new point', async () => {
    const { truth, curve, testError } = await fit({ noise: 0.5 });
    const squares = truth.map((height, i) => (height - (curve[i] as number)) ** 2);
    const mean = squares.reduce((a, b) => a + b, 0) / squares.length;
    expect(testError[0]).toBeCloseTo(mean + 0.25, 5);
  });
});

describe('a polynomial with a price on its coefficients', () => {
  it('has the lowest loss: a step in any coefficient raises it', async () => {
    const lambda = 0.03;
    const { pointX, pointY, weights } = await fit({ lambda, degree: 5 });
    const loss = (w: readonly number[]) =>
      pointX.reduce((sum, x, i) => {
        const height = w.reduce((total, one, power) => total + one * x ** power, 0);
        return sum + (height - (pointY[i] as number)) ** 2 / pointX.length;
      }, 0) +
      lambda * w.reduce((sum, one) => sum + one ** 2, 0);
    for (const [i, w] of weights.entries())
      for (const step of [-1e-3, 1e-3])
        expect(loss(weights.with(i, w + step))).toBeGreaterThan(loss(weights));
  });

  it('hits the points less, the higher the price', async () => {
    const errors = await Promise.all(
      [0, 1e-4, 1e-2, 1].map(async (lambda) => (await fit({ lambda })).trainError[0] as number),
    );
    expect(errors).toEqual(errors.toSorted((a, b) => a - b));
  });
});

it('refuses more coefficients than points where no price decides between them', async () => {
  await expect(fit({ points: 4, degree: 4 })).rejects.toThrow(
    'polynomialFit: 5 coefficients are not determined by 4 points',
  );
  await expect(fit({ points: 4, degree: 4, lambda: 0.1 })).resolves.toBeDefined();
});
