import type { Range } from '../shared/options.ts';
import { surface, type SurfaceOptions } from './surface.ts';

export interface TwoWellsOptions extends SurfaceOptions {
  /** How much the right well is lifted: the slope that is added along x, at least 0 and below 2 / √27. Default 0.2. */
  tilt: number;
  /** Where the two weights start. Default [2.2, 0.5]. */
  start: readonly [number, number];
}

/** Beyond it there is but one well. */
const steepest = 2 / Math.sqrt(27);
const tilt: Range = {
  says: `at least 0 and below ${steepest.toFixed(3)}, where the right well is gone`,
  holds: (value) => value >= 0 && value < steepest,
};

/** ¼x⁴ − ½x² + tilt · x + ½y²: two wells, of which the left one is deeper; the right one is a local minimum. */
export const twoWells = surface<TwoWellsOptions>('twoWells', {
  about: 'a deep well and a shallow one, which catches whoever comes slowly',
  defaults: { tilt: 0.2, start: [2.2, 0.5] },
  ranges: { tilt },
  height: (x, y, { tilt }) =>
    x
      .square()
      .square()
      .mul(0.25)
      .sub(x.square().mul(0.5))
      .add(x.mul(tilt))
      .add(y.square().mul(0.5)),
  gradient: (x, y, { tilt }) => [x ** 3 - x + tilt, y],
  minima: ({ tilt }) => [[leftRoot(tilt), 0]],
});

/** The smallest root of x³ − x + tilt, by the trigonometric formula of Viète. */
function leftRoot(tilt: number): number {
  return -(2 / Math.sqrt(3)) * Math.cos(Math.acos(tilt / steepest) / 3);
}
