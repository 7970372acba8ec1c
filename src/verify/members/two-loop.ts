import type { Random } from '../../shared/random.ts';
import type { Argument } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Pair = { readonly s: readonly number[]; readonly y: readonly number[] };

const product = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

/** A gradient, and random steps on a bowl at an angle to the axes with what they changed. */
function remembered(draw: Random, weights: number, pairs: number): Argument[] {
  const normals = () => Array.from({ length: weights }, () => draw.normal());
  const tilt = normals().map((value) => value / Math.sqrt(weights));
  const steps = Array.from({ length: pairs }, normals);
  const change = (s: readonly number[]) =>
    s.map((value, i) => (1 + i / 2) * value + 2 * (tilt[i] ?? NaN) * product(tilt, s));
  return [normals(), steps.map((s) => ({ s, y: change(s) }))];
}

/** What is known of the two loops of L-BFGS. */
export const twoLoop = plainFunction({
  name: 'twoLoop',
  aliases: ['twolooprecursion', 'lbfgs', 'lbfgsdirection'],
  room: 'minimizers',
  scenarios: (draw) => [
    {
      id: 'nothing-remembered',
      about: 'no pair yet',
      calls: [remembered(draw, 3, 0), remembered(draw, 1, 0)],
    },
    {
      id: 'one-pair',
      about: 'a single pair',
      calls: [remembered(draw, 3, 1), remembered(draw, 4, 1), remembered(draw, 2, 1)],
    },
    {
      id: 'two-pairs',
      about: 'two pairs, the older first',
      calls: [remembered(draw, 3, 2), remembered(draw, 4, 2), remembered(draw, 5, 2)],
    },
    {
      id: 'several-pairs',
      about: 'several pairs, the oldest first',
      calls: [remembered(draw, 6, 4), remembered(draw, 8, 5)],
    },
  ],
  // BFGS with whole matrices: H becomes (I - s yᵀ / sᵀy) H (I - y sᵀ / sᵀy) + s sᵀ / sᵀy.
  textbook: ([gradient, pairs]: readonly [readonly number[], readonly Pair[]]) => {
    const last = pairs.at(-1);
    const scale = last ? product(last.s, last.y) / product(last.y, last.y) : 1;
    let h = gradient.map((_, i) => gradient.map((_, j) => (i === j ? scale : 0)));
    for (const { s, y } of pairs) {
      const sy = product(s, y);
      const left = s.map((si, i) => y.map((yj, j) => Number(i === j) - (si * yj) / sy));
      const middle = left.map((row) =>
        h.map((_, j) =>
          product(
            row,
            h.map((line) => line[j] ?? NaN),
          ),
        ),
      );
      h = middle.map((row, i) =>
        left.map((line, j) => product(row, line) + ((s[i] ?? NaN) * (s[j] ?? NaN)) / sy),
      );
    }
    return h.map((row) => -product(row, gradient));
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'of pairs.toReversed()) {',
        first: 'first loop',
        remedy: 'go from the newest pair back to the oldest first',
      },
      [
        [
          'first-loop-forth',
          'of pairs) {',
          'the first loop begins with the oldest pair',
          { also: [['alphas.unshift(alpha);', 'alphas.push(alpha);']] },
        ],
        [
          'newest-only',
          'of pairs.slice(-1)) {',
          'the first loop takes the newest pair only',
          { also: [['of pairs.entries()) {', 'of pairs.slice(-1).entries()) {']] },
        ],
        [
          'oldest-left-out',
          'of pairs.slice(1).toReversed()) {',
          'the oldest pair is left out',
          { also: [['of pairs.entries()) {', 'of pairs.slice(1).entries()) {']] },
        ],
        [
          'first-loop-missing',
          'of pairs.slice(0, 0)) {',
          'the first loop is missing',
          { also: [['(alphas[i] as number) - beta', '-beta']] },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'dot(s, q) / dot(s, y)',
        first: 'alpha',
        remedy: 'alpha is sᵀq / sᵀy',
      },
      [
        ['alpha-of-y', 'dot(y, q) / dot(s, y)', 'alpha takes yᵀq in the place of sᵀq'],
        ['alpha-over-ss', 'dot(s, q) / dot(s, s)', 'alpha divides by sᵀs in the place of sᵀy'],
        ['alpha-over-yy', 'dot(s, q) / dot(y, y)', 'alpha divides by yᵀy in the place of sᵀy'],
        ['alpha-not-divided', 'dot(s, q)', 'alpha is not divided by sᵀy'],
        [
          'alpha-of-gradient',
          '-dot(s, gradient) / dot(s, y)',
          'alpha looks at the gradient itself: q has changed since the newer pairs',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'plus(q, y, -alpha)', first: 'first loop', remedy: 'q becomes q − alpha · y' },
      [
        ['alpha-added', 'plus(q, y, alpha)', 'alpha · y is added, not subtracted'],
        ['s-for-y', 'plus(q, s, -alpha)', 'the first loop subtracts the step s in the place of y'],
        ['q-kept', 'q', 'q stays as it is in the first loop'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'alphas.unshift(alpha);',
        first: 'second loop',
        remedy: 'give each pair its own alpha in the second loop',
      },
      [
        [
          'alphas-misplaced',
          'alphas.push(alpha);',
          'the second loop takes the alphas in the order of the first, so that each pair gets that of another',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'dot(newest.s, newest.y) / dot(newest.y, newest.y)',
        first: 'scaling',
        remedy: 'between the loops multiply by sᵀy / yᵀy of the newest pair',
      },
      [
        ['scaling-missing', '1', 'the scaling between the loops is missing'],
        [
          'scaling-inverted',
          'dot(newest.y, newest.y) / dot(newest.s, newest.y)',
          'the scaling is the wrong way up: it multiplies by a curvature',
        ],
        [
          'scaling-long',
          'dot(newest.s, newest.s) / dot(newest.s, newest.y)',
          'the scaling is sᵀs / sᵀy, the longer step of Barzilai and Borwein',
        ],
        [
          'scaling-by-oldest',
          'dot(pairs[0].s, pairs[0].y) / dot(pairs[0].y, pairs[0].y)',
          'the scaling is that of the oldest pair',
        ],
        ['scaling-not-divided', 'dot(newest.s, newest.y)', 'the scaling is not divided by yᵀy'],
      ],
    ),
    ...mutantsAt({ find: 'dot(y, r) / dot(s, y)', first: 'beta', remedy: 'beta is yᵀr / sᵀy' }, [
      ['beta-of-s', 'dot(s, r) / dot(s, y)', 'beta takes sᵀr in the place of yᵀr'],
      [
        'beta-of-q',
        'dot(y, q) / dot(s, y)',
        'beta looks at q, which no longer changes, in the place of r',
      ],
      ['beta-over-yy', 'dot(y, r) / dot(y, y)', 'beta divides by yᵀy in the place of sᵀy'],
      ['beta-over-ss', 'dot(y, r) / dot(s, s)', 'beta divides by sᵀs in the place of sᵀy'],
    ]),
    ...mutantsAt(
      {
        find: 'plus(r, s, (alphas[i] as number) - beta)',
        first: 'second loop',
        remedy: 'r becomes r + (alpha − beta) · s',
      },
      [
        ['beta-missing', 'plus(r, s, alphas[i])', 'beta is left out'],
        ['alpha-missing', 'plus(r, s, -beta)', 'alpha is left out in the second loop'],
        ['beta-added', 'plus(r, s, alphas[i] + beta)', 'beta is added, not subtracted'],
        ['difference-turned', 'plus(r, s, beta - alphas[i])', 'the difference has the wrong sign'],
        [
          'y-for-s',
          'plus(r, y, alphas[i] - beta)',
          'the second loop adds y in the place of the step s',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'of pairs.entries()) {',
        first: 'second loop',
        remedy: 'go from the oldest pair to the newest the second time',
      },
      [
        [
          'second-loop-back',
          'of [...pairs.entries()].reverse()) {',
          'the second loop begins with the newest pair, too',
        ],
      ],
    ),
    ...mutantsAt({ find: 'return r;', first: 'result', remedy: 'return r after both loops' }, [
      ['first-loop-returned', 'return q;', 'it gives what is left after the first loop'],
      [
        'descent',
        'return Array.from(gradient, (g) => -g);',
        'it is minus the gradient, whatever is remembered',
      ],
    ]),
  ],
});
