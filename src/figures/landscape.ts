import { tenTo } from '../shared/powers.ts';
import { rounded } from '../shared/stats.ts';
import type { Landscape } from './figure.ts';
import { levelsOf, type LevelChoice } from './levels.ts';

/** The part of a plane that is drawn. */
export interface Window {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Sampled points along the longer side; fine enough for narrow valleys, small enough to save. */
const longSide = 161;

/** `height` sampled over `window` with square cells, four digits each, and the heights at which contours are drawn. */
export function landscape(
  height: (x: number, y: number) => number,
  window: Window,
  levels: LevelChoice,
  lowest?: readonly [number, number],
): Landscape {
  const [width, depth] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  const cell = Math.max(width, depth) / (longSide - 1);
  const columns = Math.max(2, Math.round(width / cell) + 1);
  const rows = Math.max(2, Math.round(depth / cell) + 1);
  const base = lowest ? height(...lowest) : undefined;
  const exact = Array.from({ length: rows * columns }, (_, i) => {
    const column = i % columns;
    const row = Math.floor(i / columns);
    return height(
      window.x[0] + (width * column) / (columns - 1),
      window.y[0] + (depth * row) / (rows - 1),
    );
  });
  return {
    x: window.x,
    y: window.y,
    columns,
    rows,
    heights: exact.map((value) => rounded(value, 4)),
    levels: levelsOf(exact, levels, base),
  };
}

/**
 * A window around `points` with some air, ending on round numbers.
 * @param least width as a multiple of the height; the most is twice the height
 */
export function windowAround(
  points: readonly (readonly [number, number])[],
  least: number,
): Window {
  const [x, y] = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis] as number);
    return [Math.min(...values), Math.max(...values)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  const air = 1.2;
  const spanX = air * (x[1] - x[0]);
  const spanY = air * (y[1] - y[0]);
  const width = Math.max(spanX, least * spanY, 1e-6);
  const depth = Math.max(spanY, width / 2);
  return { x: around(x, width), y: around(y, depth) };
}

function around([low, high]: readonly [number, number], span: number): [number, number] {
  const power = tenTo(Math.floor(Math.log10(span / 20)));
  const grain = (span / 20 < 2 * power ? 2 : 5) * power;
  const middle = (low + high) / 2;
  const from = Math.floor((middle - span / 2) / grain) * grain;
  const to = Math.ceil((middle + span / 2) / grain) * grain;
  return [rounded(from, 6), rounded(to, 6)];
}
