import { expect, it } from 'vitest';
import { stepLimit, type Curvature } from '../../src/theory/index.ts';

/** How far gradient descent is from the bottom of ½ wᵀHw after many updates. */
function left([[a, b], [, c]]: Curvature, rate: number): number {
  let [x, y] = [1, 0.3];
  for (let update = 0; update < 3000; update++) {
    [x, y] = [x - rate * (a * x + b * y), y - rate * (b * x + c * y)];
  }
  return Math.hypot(x, y);
}

it.each<[string, Curvature]>([
  [
    'along the axes',
    [
      [1, 0],
      [0, 20],
    ],
  ],
  [
    'between the axes',
    [
      [10.5, -9.5],
      [-9.5, 10.5],
    ],
  ],
  [
    'at another angle',
    [
      [3, 1.2],
      [1.2, 0.9],
    ],
  ],
])(
  'descent arrives just below the limit and leaves just above it, in a valley %s',
  (_, curvature) => {
    const limit = stepLimit(curvature);
    expect(left(curvature, 0.99 * limit)).toBeLessThan(1e-6);
    expect(left(curvature, 1.01 * limit)).toBeGreaterThan(1e6);
  },
);

it.each<[string, Curvature]>([
  [
    'a saddle',
    [
      [1, 2],
      [2, 1],
    ],
  ],
  [
    'a ridge',
    [
      [1, 0],
      [0, -1],
    ],
  ],
  [
    'a gutter',
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'no symmetry',
    [
      [1, 0],
      [0.5, 1],
    ],
  ],
])('refuses %s', (_, curvature) => {
  expect(() => stepLimit(curvature)).toThrow(
    'stepLimit: the second derivatives must be symmetric and curve upwards in every direction',
  );
});
