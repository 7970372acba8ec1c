import { solveSymmetric } from '../minimizers/solve-symmetric.ts';
import { UsageError } from '../shared/errors.ts';
import { count, nonNegative, several } from '../shared/options.ts';
import { mean } from '../shared/stats.ts';
import type { StudyKind } from './study.ts';

export interface PolynomialFitOptions {
  /** Noisy points, evenly spread from -1 to 1; at least 2. */
  readonly points: number;
  /** Highest power of x; the fit has one coefficient more. */
  readonly degree: number;
  /** Standard deviation of the noise in each point. */
  readonly noise: number;
  /** Price on the squares of the coefficients. */
  readonly lambda: number;
  /** Whether the way of the curve is kept, or only what came of it. */
  readonly keep: 'curve' | 'errors';
}

/** Places from -1 to 1 at which a curve is drawn and judged. */
const places = 201;

/**
 * A polynomial through noisy points of one period of a sine: the coefficients w with the lowest mean squared error
 * + lambda · Σ w², solved exactly. Each seed draws other noise.
 * Gives `pointX` and `pointY`; where the curve is kept, `x`, `truth` and `curve` along the way; `weights`, the lowest
 * power first; and one number each: `trainError`, and `testError`, what a new noisy point between -1 and 1 is to expect.
 */
export const polynomialFit: StudyKind<PolynomialFitOptions> = {
  about: 'a polynomial through noisy points, with a price on its coefficients',
  defaults: { points: 12, degree: 11, noise: 0.3, lambda: 0, keep: 'errors' },
  ranges: {
    points: several,
    degree: count,
    noise: nonNegative,
    lambda: nonNegative,
    keep: ['curve', 'errors'],
  },
  measure({ points, degree, noise, lambda, keep }, random) {
    const pointX = evenly(points);
    const pointY = pointX.map((x) => sine(x) + noise * random.normal());
    const weights = fitted(pointX, pointY, degree, lambda);
    const at = (x: number) => weights.reduceRight((sum, w) => sum * x + w, 0);
    const x = evenly(places);
    const squares = (xs: readonly number[], ys: readonly number[]) =>
      mean(xs.map((one, i) => (at(one) - (ys[i] as number)) ** 2));
    const truth = x.map(sine);
    return {
      pointX,
      pointY,
      ...(keep === 'curve' && { x, truth, curve: x.map(at) }),
      weights,
      trainError: [squares(pointX, pointY)],
      testError: [squares(x, truth) + noise ** 2],
    };
  },
};

const sine = (x: number) => Math.sin(Math.PI * x);

function evenly(length: number): number[] {
  return Array.from({ length }, (_, i) => (2 * i) / (length - 1) - 1);
}

/** Of each power from 0 to the highest, that of every x. */
function powersOf(xs: readonly number[], highest: number): number[][] {
  const columns = [xs.map(() => 1)];
  for (let power = 1; power <= highest; power++) {
    columns.push(xs.map((x, k) => x * (columns[power - 1]?.[k] as number)));
  }
  return columns;
}

/** Solves (XᵀX / n + lambda) w = Xᵀy / n, where a row of X holds the powers of one x. */
function fitted(
  xs: readonly number[],
  ys: readonly number[],
  degree: number,
  lambda: number,
): number[] {
  const powers = Array.from({ length: degree + 1 }, (_, power) => power);
  const columns = powersOf(xs, 2 * degree);
  const matrix = powers.map((i) =>
    Float64Array.from(powers, (j) => mean(columns[i + j] as number[]) + (i === j ? lambda : 0)),
  );
  const right = Float64Array.from(powers, (i) =>
    mean((columns[i] as number[]).map((power, k) => power * (ys[k] as number))),
  );
  const solution = solveSymmetric(matrix, right, 1e-14);
  if (solution !== undefined) return [...solution.x];
  throw new UsageError({
    who: 'polynomialFit',
    rule: `${degree + 1} coefficients are not determined by ${xs.length} points`,
    remedy: 'give fewer of them, or a lambda above 0',
  });
}
