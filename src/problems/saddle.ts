import { nonNegative } from '../shared/options.ts';
import { surface, type SurfaceOptions } from './surface.ts';

export interface SaddleOptions extends SurfaceOptions {
  /** Where the two weights start; on the ridge at y = 0 the gradient leads to the saddle. Default [1, 1e-4]. */
  start: readonly [number, number];
  /** Standard deviation of the noise on each component of the gradient, at least 0. Default 0. */
  noise: number;
}

/** ½x² + ¼(y² − 1)²: a saddle at 0, with curvature 1 along x and −1 along y, between two minima at (0, 1) and (0, −1). */
export const saddle = surface<SaddleOptions>('saddle', {
  about: 'a saddle between two minima, with a ridge that leads to it',
  defaults: { start: [1, 1e-4], noise: 0 },
  ranges: { noise: nonNegative },
  height: (x, y) => x.square().mul(0.5).add(y.square().sub(1).square().mul(0.25)),
  gradient: (x, y) => [x, y ** 3 - y],
  noise: ({ noise }) => noise,
  minima: () => [
    [0, 1],
    [0, -1],
  ],
});
