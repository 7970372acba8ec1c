import type { Random } from '../../shared/random.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Matrix = readonly [readonly [number, number], readonly [number, number]];

/** The second derivatives of a bowl with these curvatures, turned by an angle. */
function turned(flat: number, steep: number, angle: number): Matrix {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const between = (flat - steep) * cos * sin;
  return [
    [flat * cos ** 2 + steep * sin ** 2, between],
    [between, flat * sin ** 2 + steep * cos ** 2],
  ];
}

/** A few bowls whose curvatures differ by at least a half, at angles between their axes. */
const bowls = (draw: Random) =>
  Array.from({ length: 6 }, () => {
    const flat = 0.5 + 2 * draw.uniform();
    return [turned(flat, flat * (1.5 + 4 * draw.uniform()), 0.2 + draw.uniform())];
  });

/** What is known of the largest rate that a bowl of two weights allows. */
export const stepLimit = plainFunction({
  name: 'stepLimit',
  aliases: ['maxstep', 'maxlearningrate', 'largestrate'],
  room: 'theory',
  scenarios: (draw) => [
    {
      id: 'along-the-axes',
      about: 'valleys along the axes of the weights, steep across the first or the second',
      calls: [turned(1, 10, 0), turned(4, 1, 0), turned(2, 3, 0)].map((one) => [one]),
    },
    {
      id: 'turned',
      about: 'valleys at an angle to the axes of the weights',
      calls: bowls(draw),
    },
    {
      id: 'half-way',
      about: 'valleys half-way between the axes, where both weights see the same curvature',
      calls: [2, 7, 30].map((steep) => [turned(1, steep, Math.PI / 4)]),
    },
    {
      id: 'round',
      about: 'round bowls, the same in every direction',
      calls: [0.5, 1, 3].map((one) => [turned(one, one, 0)]),
    },
  ],
  // From the flattest direction, and the determinant, which is the product of both.
  textbook: ([[[a, b], [, c]]]: readonly [Matrix]) => {
    const trace = a + c;
    const determinant = a * c - b * b;
    const steepest = (trace + Math.sqrt(Math.max(0, trace ** 2 - 4 * determinant))) / 2;
    return 2 / steepest;
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'const steepest = middle + Math.hypot((a - c) / 2, b);',
        first: 'steepest',
        remedy: 'the largest eigenvalue: (a + c) / 2 + √(((a − c) / 2)² + b²)',
      },
      [
        [
          'mixed-not-squared',
          'const steepest = middle + Math.sqrt(((a - c) / 2) ** 2 + Math.abs(b));',
          'the mixed derivative is not squared under the root',
        ],
        [
          'difference-not-squared',
          'const steepest = middle + Math.sqrt(Math.abs(a - c) / 2 + b ** 2);',
          'half of the difference is not squared under the root',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'middle + Math.hypot((a - c) / 2, b)',
        first: 'steepest',
        remedy: 'the largest eigenvalue: (a + c) / 2 + √(((a − c) / 2)² + b²)',
      },
      [
        [
          'flattest',
          'middle - Math.hypot((a - c) / 2, b)',
          'it asks the flattest direction, which allows the longest steps',
        ],
        [
          'along-axes',
          'Math.max(a, c)',
          'it looks along the axes of the weights only: the steepest direction may lie between them',
        ],
        ['smaller-axis', 'Math.min(a, c)', 'it asks the flatter of the two axes'],
        ['first-axis', 'a', 'it looks along the first weight only'],
        ['second-axis', 'c', 'it looks along the second weight only'],
        [
          'mean-curvature',
          'middle',
          'it takes the mean of the curvatures, which the steepest exceeds',
        ],
        [
          'sum',
          'a + c',
          'it adds both curvatures: 2 over that is the best rate of a bowl, not the largest',
        ],
        [
          'row-sum',
          'Math.max(a, c) + Math.abs(b)',
          'it takes the largest sum of a row, which is an upper bound and seldom reached',
        ],
        [
          'whole-matrix',
          'Math.hypot(a, b, b, c)',
          'it takes the root of the sum of all squares, which counts the flat direction, too',
        ],
        [
          'geometric-mean',
          'Math.sqrt(a * c - b * b)',
          'it takes the root of the determinant, the geometric mean of both curvatures',
        ],
        [
          'determinant',
          'a * c - b * b',
          'it takes the determinant, the product of both curvatures',
        ],
        [
          'largest-entry',
          'Math.max(a, Math.abs(b), c) + 0 * middle',
          'it takes the largest entry of the matrix: the steepest direction may lie between the axes',
        ],
        [
          'root-not-halved',
          'middle + 2 * Math.hypot((a - c) / 2, b)',
          'the root counts twice: it is halved like the sum before it',
        ],
        ['root-missing', 'middle + ((a - c) / 2) ** 2 + b ** 2', 'the root is missing'],
        [
          'difference-not-halved',
          'middle + Math.hypot(a - c, b)',
          'the difference of the curvatures is not halved under the root',
        ],
        [
          'mixed-halved',
          'middle + Math.hypot((a - c) / 2, b / 2)',
          'the mixed derivative is halved, too',
        ],
        [
          'mixed-twice',
          'middle + Math.hypot((a - c) / 2, 2 * b)',
          'the mixed derivative counts twice',
        ],
        [
          'mixed-missing',
          'middle + Math.abs(a - c) / 2',
          'the mixed derivative is left out: that is the larger of the two axes',
        ],
        [
          'difference-missing',
          'middle + Math.abs(b)',
          'the difference of the curvatures is left out',
        ],
        [
          'sizes-added',
          'middle + Math.abs(a - c) / 2 + Math.abs(b)',
          'the two sides are added, where their squares should be',
        ],
        [
          'middle-not-halved',
          '2 * middle + Math.hypot((a - c) / 2, b)',
          'the sum of the curvatures is not halved',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'return 2 / steepest;', first: 'result', remedy: '2 over the largest curvature' },
      [
        [
          'inverse',
          'return 1 / steepest;',
          'it is 1 over the curvature: the step that lands on the bottom, not the longest that is stable',
        ],
        [
          'curvature-itself',
          'return steepest;',
          'the curvature is returned, not the rate that it allows',
        ],
        ['half-curvature', 'return steepest / 2;', 'the fraction is the wrong way up'],
        [
          'condition-number',
          'return (2 * (2 * middle - steepest)) / steepest;',
          'it divides 2 by the condition number, which is right only where the flattest curvature is 1',
        ],
        [
          'root-of-curvature',
          'return 2 / Math.sqrt(steepest);',
          'the root is taken of the curvature',
        ],
        ['squared-curvature', 'return 2 / steepest ** 2;', 'the curvature is squared'],
        [
          'momentum-limit',
          'return 3.8 / steepest;',
          'that is the limit of momentum 0.9, not of plain descent',
        ],
      ],
    ),
  ],
});
