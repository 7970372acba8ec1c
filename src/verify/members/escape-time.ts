import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

interface Given {
  readonly from: number;
  readonly to: number;
  readonly curvature: number;
  readonly learningRate: number;
}

/** What is known of the time in which plain descent leaves a saddle. */
export const escapeTime = plainFunction({
  name: 'escapeTime',
  room: 'theory',
  scenarios: (draw) => [
    {
      id: 'near-the-ridge',
      about: 'starts closer and closer to the ridge',
      calls: [1e-2, 1e-4, 1e-6, 1e-8].map((from) => [
        { from, to: 0.9, curvature: 1, learningRate: 0.01 },
      ]),
    },
    {
      id: 'other-ground',
      about: 'other curvatures and rates',
      calls: Array.from({ length: 5 }, () => [
        {
          from: 10 ** (-1 - 3 * draw.uniform()),
          to: 1 + draw.uniform(),
          curvature: 0.5 + 4 * draw.uniform(),
          learningRate: 0.02 + 0.3 * draw.uniform(),
        },
      ]),
    },
    {
      id: 'already-out',
      about: 'starts that are out already, beside one that is not',
      calls: [2, 1, 0.5].map((from) => [{ from, to: 1, curvature: 2, learningRate: 0.1 }]),
    },
  ],
  // In doublings, and by the logarithm that is exact for small steps.
  textbook: ([{ from, to, curvature, learningRate }]: readonly [Given]) =>
    from >= to
      ? 0
      : ((Math.log2(to) - Math.log2(from)) * Math.LN2) / Math.log1p(learningRate * curvature),
  mutants: [
    ...mutantsAt(
      {
        find: '1 + learningRate * curvature',
        first: 'result',
        remedy: 'one update: y + learningRate · curvature · y',
      },
      [
        ['shrinks', '1 - learningRate * curvature', 'the distance shrinks: that is the other axis'],
        ['rate-missing', '1 + curvature', 'the learning rate is left out'],
        ['curvature-missing', '1 + learningRate', 'the curvature is left out'],
        [
          'curvature-doubled',
          '1 + 2 * learningRate * curvature',
          'the slope of ½ · c · y² is c · y, not 2 · c · y',
        ],
        [
          'curvature-halved',
          '1 + 0.5 * learningRate * curvature',
          'the factor ½ goes with the square: the slope is c · y',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.log(to / from) / Math.log(growth)',
        first: 'result',
        remedy: 'ln(to / from) / ln(growth)',
      },
      [
        [
          'not-logarithmic',
          'to / from / growth',
          'it divides the distances themselves: growth multiplies, so take logarithms',
        ],
        [
          'linear',
          '(to - from) / (learningRate * curvature * from)',
          'it walks at the speed of the start, which grows on the way',
        ],
        [
          'from-forgotten',
          'Math.log(1 / from) / Math.log(growth)',
          'it stops at distance 1, whatever is asked for',
        ],
        [
          'first-order',
          'Math.log(to / from) / (learningRate * curvature)',
          'ln(1 + x) is taken for x, which holds for small steps only',
        ],
        [
          'turned',
          'Math.log(from / to) / Math.log(growth)',
          'from and to have changed places: who still has a way to go needs no update, and who is out needs some',
        ],
        [
          'base-ten',
          'Math.log10(to / from) / Math.log(growth)',
          'one logarithm has the base 10 and the other the base e',
        ],
        [
          'base-two',
          'Math.log2(to / from) / Math.log(growth)',
          'one logarithm has the base 2 and the other the base e',
        ],
        [
          'rounded',
          'Math.ceil(Math.log(to / from) / Math.log(growth))',
          'it is rounded up to whole updates',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.max(0, Math.log(to / from) / Math.log(growth))',
        first: 'result',
        remedy: 'whoever is out needs 0 updates',
      },
      [
        [
          'below-zero',
          'Math.log(to / from) / Math.log(growth)',
          'it is below 0 for a start beyond the distance',
        ],
      ],
    ),
  ],
});
