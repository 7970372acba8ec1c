import { surface, type SurfaceOptions } from './surface.ts';

export interface HimmelblauOptions extends SurfaceOptions {
  /** Where the two weights start. Default [-0.5, -0.5]. */
  start: readonly [number, number];
}

/**
 * (x² + y − 11)² + (x + y² − 7)²: four minima of the same depth around a hill; where a way ends hangs on where it starts,
 * and on the rule.
 * @see Himmelblau 1972, "Applied nonlinear programming"
 */
export const himmelblau = surface<HimmelblauOptions>('himmelblau', {
  about: 'a hill between four wells of the same depth',
  defaults: { start: [-0.5, -0.5] },
  ranges: {},
  height: (x, y) => x.square().add(y).sub(11).square().add(y.square().add(x).sub(7).square()),
  gradient: (x, y) => {
    const [one, other] = [x ** 2 + y - 11, x + y ** 2 - 7];
    return [4 * x * one + 2 * other, 2 * one + 4 * y * other];
  },
  minima: () => [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.28318599128617],
    [3.584428340330492, -1.848126526964404],
  ],
});
