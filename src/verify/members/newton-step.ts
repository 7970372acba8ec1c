import type { Random } from '../../shared/random.ts';
import type { Argument } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Matrix = readonly (readonly number[])[];

/**
 * A symmetric matrix whose diagonal has these signs. What stands beside the diagonal is weaker than the diagonal, so that
 * the directions curve as the diagonal says.
 */
function symmetric(draw: Random, signs: readonly number[]): Matrix {
  const beside = signs.map(() => signs.map(() => 0.4 * either(draw)));
  return signs.map((sign, i) =>
    signs.map((_, j) =>
      i === j ? sign * (1.6 + draw.uniform()) : (beside[Math.min(i, j)]?.[Math.max(i, j)] ?? NaN),
    ),
  );
}

/** At least a half and at most 1, with either sign. */
const either = (draw: Random) => (0.5 + draw.uniform() / 2) * (draw.uniform() < 0.5 ? -1 : 1);

/** The determinant, by the entries of the first row. */
function determinant([first = [], ...rest]: Matrix): number {
  if (rest.length === 0) return first[0] ?? NaN;
  return first.reduce(
    (sum, entry, i) =>
      sum + (-1) ** i * entry * determinant(rest.map((row) => row.toSpliced(i, 1))),
    0,
  );
}

const entries = 'row.with(i, (row[i] as number) + damping)';
/** Each entry of a row in its turn, as `c`. */
const byEntry = (entry: string) => `row.map((c, j) => ${entry})`;

/** What is known of Newton's step. */
export const newtonStep = plainFunction({
  name: 'newtonStep',
  aliases: ['newton', 'newtonsmethod', 'newtondirection', 'dampednewton', 'secondorderstep'],
  room: 'minimizers',
  scenarios: (draw) => {
    const call = (signs: readonly number[], damping = 0): Argument[] => [
      signs.map(() => 2 * either(draw)),
      symmetric(draw, signs),
      damping,
      { handed: 'solve', seed: 0 },
    ];
    return [
      { id: 'one-weight', about: 'one weight', calls: [call([1]), call([1]), call([1])] },
      {
        id: 'bowls',
        about: 'bowls of two to four weights, at an angle to the axes',
        calls: [call([1, 1]), call([1, 1]), call([1, 1, 1]), call([1, 1, 1, 1])],
      },
      {
        id: 'level-places',
        about: 'ground that bends down in some directions or in all',
        calls: [call([1, -1]), call([-1, -1]), call([-1, 1, -1]), call([-1])],
      },
      {
        id: 'damped',
        about: 'the same with damping',
        calls: [call([1, 1], 0.7), call([1, 1, 1], 1.3), call([-1, 1], 5), call([-1, -1, 1], 6)],
      },
    ];
  },
  // By Cramer's rule: determinants with a column in the place of another.
  textbook: ([gradient, hessian, damping]: readonly [readonly number[], Matrix, number]) => {
    const matrix = hessian.map((row, i) => row.with(i, (row[i] ?? NaN) + damping));
    const whole = determinant(matrix);
    return gradient.map(
      (_, i) => -determinant(matrix.map((row, j) => row.with(i, gradient[j] ?? NaN))) / whole,
    );
  },
  mutants: [
    ...mutantsAt(
      {
        find: entries,
        first: 'curvatures',
        remedy: 'add the damping to each entry of the diagonal, and leave the others as they are',
      },
      [
        ['damping-missing', 'row', 'the damping is left out'],
        [
          'damping-everywhere',
          byEntry('c + damping'),
          'the damping is added to every entry: beside the diagonal it couples weights that have nothing to do with each other',
        ],
        [
          'damping-subtracted',
          byEntry('(i === j ? c - damping : c)'),
          'the damping is subtracted: that makes steps longer, not shorter',
        ],
        [
          'damping-beside',
          byEntry('(i === j ? c : c + damping)'),
          'the damping is added beside the diagonal and not on it',
        ],
        [
          'first-only',
          byEntry('(i + j === 0 ? c + damping : c)'),
          'the damping is added to the first weight only',
        ],
        ['damping-twice', byEntry('(i === j ? c + 2 * damping : c)'), 'the damping counts twice'],
        ['damping-halved', byEntry('(i === j ? c + damping / 2 : c)'), 'the damping counts half'],
        ['damping-squared', byEntry('(i === j ? c + damping ** 2 : c)'), 'the damping is squared'],
        [
          'damping-as-share',
          byEntry('(i === j ? c * (1 + damping) : c)'),
          'the damping is a share of each curvature: that is what Marquardt does, and where the ground bends down it bends further down',
        ],
        [
          'damping-scales',
          byEntry('c * (1 + damping)'),
          'the damping scales all curvatures alike, so that it shortens the step and does not turn it',
        ],
        [
          'damping-as-floor',
          byEntry('(i === j ? Math.max(c, damping) : c)'),
          'the damping is a floor under the curvatures; it should be added to them',
        ],
        [
          'damping-instead',
          byEntry('(i === j ? damping || c : c)'),
          'the damping stands in the place of the curvatures on the diagonal',
        ],
        [
          'absolute',
          byEntry('(i === j ? Math.abs(c) + damping : c)'),
          'ground that bends down is taken to bend up',
          {
            remedy:
              "take the curvatures with their signs: that Newton's step may lead up is its nature",
          },
        ],
        [
          'diagonal-only',
          byEntry('(i === j ? c + damping : 0)'),
          'each weight sees its own curvature only: what stands beside the diagonal is left out',
          { remedy: 'keep the entries beside the diagonal: they say how weights act together' },
        ],
        [
          'triangle',
          byEntry('(i === j ? c + damping : i > j ? c : 0)'),
          'the entries above the diagonal are left out',
          { remedy: 'solve with the whole matrix' },
        ],
        [
          'mixed-twice',
          byEntry('(i === j ? c + damping : 2 * c)'),
          'what stands beside the diagonal counts twice',
          { remedy: 'take the entries as they are: each mixed derivative stands in two places' },
        ],
        [
          'mixed-halved',
          byEntry('(i === j ? c + damping : c / 2)'),
          'what stands beside the diagonal counts half',
          { remedy: 'take the entries as they are' },
        ],
        [
          'mixed-negative',
          byEntry('(i === j ? c + damping : -c)'),
          'what stands beside the diagonal has the wrong sign',
          { remedy: 'take the entries as they are' },
        ],
      ],
    ),
    ...mutantsAt(
      { find: '(slope) => -slope', first: 'slopes', remedy: 'the right-hand side is -gradient' },
      [
        ['sign-of-slope', '(slope) => -Math.sign(slope)', 'only the signs of the slopes are used'],
        [
          'damping-on-slope',
          '(slope) => -slope - damping',
          'the damping is subtracted from the slopes, too: it belongs to the curvatures alone',
        ],
        [
          'unit-gradient',
          '(slope) => -slope / Math.hypot(...gradient)',
          'the gradient is brought to length 1 first, so that the step no longer knows how far the bottom is',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'return solve(damped, downhill);',
        first: 'step',
        remedy: 'the step is the x with matrix · x = -gradient: solve(matrix, minus the gradient)',
      },
      [
        [
          'descent',
          'return downhill;',
          'it is the step of gradient descent at rate 1: the curvatures are not used',
        ],
        [
          'multiplied',
          'return damped.map((row) => row.reduce((sum, c, j) => sum + c * downhill[j], 0));',
          'it multiplies by the curvatures where it should divide by them',
        ],
        [
          'inverted-entries',
          'return damped.map((row) => row.reduce((sum, c, j) => sum + downhill[j] / c, 0));',
          'each entry of the matrix is inverted by itself: the inverse of a matrix is not that',
        ],
        [
          'row-sums',
          'return damped.map((row, i) => downhill[i] / row.reduce((sum, c) => sum + c, 0));',
          'each slope is divided by the sum of its row',
        ],
        [
          'largest-curvature',
          'return downhill.map((slope) => slope / Math.max(...damped.flat()));',
          'all slopes are divided by the largest curvature: that is gradient descent at a good rate',
        ],
        [
          'mean-curvature',
          'return downhill.map((slope) => (slope * damped.length) / damped.reduce((sum, row, i) => sum + row[i], 0));',
          'all slopes are divided by the mean curvature, so that the direction is that of gradient descent',
        ],
        [
          'solved-twice',
          'return solve(damped, solve(damped, downhill));',
          'the curvatures are divided by twice',
        ],
        [
          'unit-step',
          'return solve(damped, downhill).map((step, _, all) => step / Math.hypot(...all));',
          'the step is brought to length 1: how far to go is just what the curvatures say',
        ],
      ],
    ),
  ],
});
