import { count } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import type { StudyKind } from './study.ts';

export interface RandomCurvaturesOptions {
  /** Weights: from 1 to this. */
  readonly dimensions: number;
  /** Random matrices for each number of weights. */
  readonly draws: number;
}

/**
 * What a random point of rest is: draws symmetric matrices with normal entries (the Gaussian orthogonal ensemble: variance
 * 2 on the diagonal, 1 beside it) as curvatures and counts the signs of their pivots, which are those of their eigenvalues
 * (Sylvester's law of inertia).
 * Gives `dimension`, and the shares `minimum`, `maximum` and `saddle`.
 */
export const randomCurvatures: StudyKind<RandomCurvaturesOptions> = {
  about: 'the share of minima among random points of rest',
  cost: 2000,
  defaults: { dimensions: 8, draws: 20_000 },
  ranges: { dimensions: count, draws: count },
  measure({ dimensions, draws }, random) {
    const dimension = Array.from({ length: dimensions }, (_, i) => i + 1);
    const shares = dimension.map((n) => {
      let [minima, maxima] = [0, 0];
      for (let draw = 0; draw < draws; draw++) {
        const negative = negativePivots(symmetric(n, random), n);
        if (negative === 0) minima += 1;
        if (negative === n) maxima += 1;
      }
      return { minimum: minima / draws, maximum: maxima / draws };
    });
    return {
      dimension,
      minimum: shares.map(({ minimum }) => minimum),
      maximum: shares.map(({ maximum }) => maximum),
      saddle: shares.map(({ minimum, maximum }) => 1 - minimum - maximum),
    };
  },
};

/** A random symmetric n x n matrix, row by row. */
function symmetric(n: number, random: Random): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = Math.SQRT2 * random.normal();
    for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = random.normal();
  }
  return matrix;
}

/** How many eigenvalues lie below 0: eliminates in place and counts negative pivots. */
function negativePivots(matrix: Float64Array, n: number): number {
  let negative = 0;
  for (let k = 0; k < n; k++) {
    const pivot = matrix[k * n + k] as number;
    if (pivot < 0) negative += 1;
    for (let i = k + 1; i < n; i++) {
      const factor = (matrix[i * n + k] as number) / pivot;
      for (let j = k + 1; j < n; j++) {
        matrix[i * n + j] = (matrix[i * n + j] as number) - factor * (matrix[k * n + j] as number);
      }
    }
  }
  return negative;
}
