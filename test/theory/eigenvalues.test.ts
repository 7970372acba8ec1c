import { expect, it } from 'vitest';
import { random } from '../../src/shared/random.ts';
import { eigenvalues } from '../../src/theory/eigenvalues.ts';

it('are 2 - 2 cos(kπ / (n + 1)) for the chain of n springs', () => {
  const n = 8;
  const chain = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
  );
  for (const [k, value] of eigenvalues(chain).entries())
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 12);
});

it('add up to the trace, and their squares to the squares of all entries', () => {
  const draw = random(3);
  const half = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => draw.normal()));
  const matrix = half.map((row, i) => row.map((value, j) => value + (half[j]?.[i] as number)));
  const found = eigenvalues(matrix);
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  expect(sum(found)).toBeCloseTo(sum(matrix.map((row, i) => row[i] as number)), 10);
  expect(sum(found.map((one) => one ** 2))).toBeCloseTo(
    sum(matrix.flat().map((one) => one ** 2)),
    9,
  );
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

it('are the diagonal where there is nothing beside it, zeros included', () => {
  expect(
    eigenvalues([
      [3, 0, 0],
      [0, 0, 0],
      [0, 0, -1],
    ]),
  ).toEqual([-1, 0, 3]);
});

it('are found over nine decades', () => {
  // A turn by 0.3 of diag(1e-9, 1).
  const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
  const off = (1e-9 - 1) * cos * sin;
  const [flat = NaN, steep] = eigenvalues([
    [1e-9 * cos ** 2 + sin ** 2, off],
    [off, 1e-9 * sin ** 2 + cos ** 2],
  ]);
  expect(flat / 1e-9).toBeCloseTo(1, 5);
  expect(steep).toBeCloseTo(1, 12);
});
