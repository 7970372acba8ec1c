import { contours } from 'd3-contour';
import type { Landscape } from './figure.ts';

/** A closed line of columns and rows, which d3-contour counts from the corner of the first cell. */
export type Ring = readonly (readonly [number, number])[];

/** For each level the borders of all that lies above it. */
export function levelRings({ columns, rows, heights, levels }: Landscape): Ring[][] {
  const floor = [...heights, ...levels].reduce((a, b) => Math.min(a, b), Infinity);
  // Between two samples a valley is nearly straight in the root of its height, and far from straight in the height.
  const root = (height: number) => Math.sqrt(Math.max(0, height - floor));
  return contours()
    .size([columns, rows])
    .thresholds(levels.map(root))(heights.map(root))
    .map(({ coordinates }) => coordinates.flat().map(ring).filter(isArea));
}

const ring = (points: readonly number[][]): Ring => points.map(([x = 0, y = 0]) => [x, y]);

/** Whether a ring holds more than a few cells; a smaller one is a valley too narrow for the grid. */
function isArea(ring: Ring): boolean {
  const twice = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as Ring[number];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) > 16;
}
