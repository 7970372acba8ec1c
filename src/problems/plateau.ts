import { positive } from '../shared/options.ts';
import { surface, type SurfaceOptions } from './surface.ts';

export interface PlateauOptions extends SurfaceOptions {
  /** How far the well reaches, above 0. Default 0.5. */
  width: number;
  /** Where the two weights start. Default [-2, 1]. */
  start: readonly [number, number];
}

/** u / (1 + u) with u = (x² + y²) / width²: a plain at height 1 whose slope dies out away from the well at (0, 0). */
export const plateau = surface<PlateauOptions>('plateau', {
  about: 'a plain with hardly any slope, and a well in it',
  defaults: { width: 0.5, start: [-2, 1] },
  ranges: { width: positive },
  height: (x, y, { width }) => {
    const u = x
      .square()
      .add(y.square())
      .div(width ** 2);
    return u.div(u.add(1));
  },
  gradient: (x, y, { width }) => {
    const u = (x ** 2 + y ** 2) / width ** 2;
    const share = 2 / (width * (1 + u)) ** 2;
    return [share * x, share * y];
  },
  minima: () => [[0, 0]],
});
