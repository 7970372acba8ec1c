import { expect, it } from 'vitest';
import type { Contours, Curves } from '../../src/figures/figure.ts';
import { packed, unpackedLines } from '../../src/figures/packed.ts';

const said = { title: 'It falls', subtitle: 'one seed', alt: 'A falling line.' };
const even = [0, 5, 10, 15, 20];
const odd = [1, 2, 4, 8];
const curves: Curves = {
  ...said,
  kind: 'curves',
  x: { label: 'update', scale: 'linear' },
  y: { label: 'loss', scale: 'log' },
  lines: [
    { label: 'a', style: 'sgd', x: even, y: [1.23456, null, 1, 0.5, 0.25], broke: 'over' },
    { label: 'b', style: 'adam', x: odd, y: [4, 3, 2, 1], low: [3, 2, 1, null] },
    { label: 'c', style: 'momentum', x: even, y: [1, 1, 1, 1, 1] },
  ],
};

it('packs curves in four digits, each list of places once, and gives them back', () => {
  const small = packed(curves);
  if (small?.kind !== 'curves') throw new Error('no curves');
  expect(small.lines.map(({ x }) => x)).toEqual([{ from: 0, step: 5, count: 5 }, odd, { of: 0 }]);
  expect(small).not.toHaveProperty('title');
  const [a, b, c] = curves.lines;
  expect(unpackedLines(small.lines)).toEqual([{ ...a, y: [1.235, null, 1, 0.5, 0.25] }, b, c]);
});

const walk = {
  label: 'SGD',
  style: 'sgd',
  points: [[0, 1] as const, [1, 0] as const],
  dotEvery: 0,
};
const contours = (path: Contours['panels'][0]['paths'][0]): Contours => ({
  ...said,
  kind: 'contours',
  x: 'w₁',
  y: 'w₂',
  landscapes: [{ x: [-1, 1], y: [-2, 2], columns: 2, rows: 2, heights: [0, 1, 1, 2], levels: [1] }],
  panels: [{ title: 'SGD', landscape: 0, paths: [path] }],
});

it('packs the ways over a landscape without the landscape', () => {
  expect(packed(contours({ ...walk, every: 2 }))).toEqual({
    kind: 'contours',
    x: 'w₁',
    y: 'w₂',
    panels: [
      {
        title: 'SGD',
        window: [
          [-1, 1],
          [-2, 2],
        ],
        paths: [{ label: 'SGD', style: 'sgd', points: walk.points, every: 2 }],
      },
    ],
  });
});

it('leaves alone what is no walk', () => {
  expect(packed(contours(walk))).toBeUndefined();
});
