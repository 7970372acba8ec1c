import { describe, expect, it } from 'vitest';
import { surfaces } from '../../src/figures/index.ts';

/** A plane's height is linear, so that interpolation gives it exactly. */
const grid = (height: (x: number, y: number) => number) => {
  const [x, y] = [
    [0, 1, 2],
    [-1, 0],
  ];
  return { x, y, heights: y.flatMap((v) => x.map((u) => height(u, v))) };
};
const axes = { x: 'a', y: 'b' };

describe('surfaces', () => {
  it('draws a panel over each grid, with heights between its points', () => {
    const saddle = (x: number, y: number) => 1 + x * y + 2 * x;
    const { landscapes, panels } = surfaces({
      ...axes,
      surfaces: [
        { label: 'one', ...grid((x) => x) },
        { label: 'two', note: 'words', minimum: [1, 0], ...grid(saddle) },
      ],
    });
    expect(panels).toEqual([
      { title: 'one', landscape: 0, paths: [] },
      { title: 'two', note: 'words', minimum: [1, 0], landscape: 1, paths: [] },
    ]);
    const [, { x, y, columns, rows, heights }] = landscapes as [unknown, (typeof landscapes)[0]];
    expect([x, y]).toEqual([
      [0, 2],
      [-1, 0],
    ]);
    const errors = heights.map((height, i) => {
      const u = (2 * (i % columns)) / (columns - 1);
      const v = -1 + Math.floor(i / columns) / (rows - 1);
      return Math.abs(height - saddle(u, v));
    });
    expect(Math.max(...errors)).toBeLessThan(0.005);
  });

  it('says what its marks mean', () => {
    const path = { label: 'way', style: 'sgd', points: [[0, 0] as const], dotEvery: 0 };
    const one = { label: 'one', ...grid((x) => x) };
    expect(surfaces({ ...axes, surfaces: [one] }).subtitle).toBe('darker is lower');
    expect(surfaces({ ...axes, surfaces: [{ ...one, paths: [path] }] }).subtitle).toBe(
      '○ start · darker is lower',
    );
  });

  it('refuses heights that do not fill the grid', () => {
    const short = { label: 'short', x: [0, 1], y: [0, 1], heights: [1, 2, 3] };
    expect(() => surfaces({ ...axes, surfaces: [short] })).toThrow(
      'surfaces: "short" must have 2 × 2 heights, at least 2 × 2, got 3',
    );
  });
});
