import { contours } from 'd3-contour';
import type { Ring } from './level-rings.ts';

/**
 * The borders of all that lies above 0 in a grid of values, row by row; a ring also follows the edge of the grid where
 * values are above 0 there. Columns and rows are counted from the corner of the first cell.
 */
export function borderRings(values: number[], columns: number, rows: number): readonly Ring[] {
  const { coordinates } = contours().size([columns, rows]).contour(values, 0);
  return coordinates.flat().map((ring) => ring.map(([x = 0, y = 0]) => [x, y] as const));
}
