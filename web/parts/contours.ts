import { landscape, type Window } from '#src/figures/landscape';
import { levelRings } from '#src/figures/level-rings';
import { tenths } from './plane.ts';
import type { Ground } from '#src/lab/grounds';

/** For each level the border of all above it, as the `d` of a path in a picture of that size. */
export function contourPaths(
  land: Ground,
  window: Window,
  width: number,
  height: number,
): string[] {
  const sampled = landscape((x, y) => land.height(x, y), window, 'log', land.minimum);
  const { columns, rows } = sampled;
  // d3-contour counts from the corner of the first cell, whose sample stands in its middle.
  const x = (column: number) => tenths(((column - 0.5) / (columns - 1)) * width);
  const y = (row: number) => tenths(height - ((row - 0.5) / (rows - 1)) * height);
  return levelRings(sampled).map((rings) =>
    rings
      .map((ring) => `M${ring.map(([column, row]) => `${x(column)} ${y(row)}`).join('L')}Z`)
      .join(''),
  );
}
