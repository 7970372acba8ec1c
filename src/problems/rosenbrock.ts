import { nonNegative } from '../shared/options.ts';
import { surface, type SurfaceOptions } from './surface.ts';

export interface RosenbrockOptions extends SurfaceOptions {
  /** How steep the walls of the valley are, at least 0. Default 100. */
  steepness: number;
  /** Where the two weights start. Default [-1.2, 1]. */
  start: readonly [number, number];
}

/**
 * (1 − x)² + steepness · (y − x²)²: a narrow valley that bends, with its minimum at (1, 1).
 * @see Rosenbrock 1960, "An automatic method for finding the greatest or least value of a function"
 */
export const rosenbrock = surface<RosenbrockOptions>('rosenbrock', {
  about: 'a narrow valley that bends',
  defaults: { steepness: 100, start: [-1.2, 1] },
  ranges: { steepness: nonNegative },
  height: (x, y, { steepness }) => x.sub(1).square().add(y.sub(x.square()).square().mul(steepness)),
  gradient: (x, y, { steepness }) => {
    const off = y - x ** 2;
    return [2 * (x - 1) - 4 * steepness * x * off, 2 * steepness * off];
  },
  minima: () => [[1, 1]],
});
