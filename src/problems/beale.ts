import { surface, type SurfaceOptions } from './surface.ts';

export interface BealeOptions extends SurfaceOptions {
  /** Where the two weights start. Default [1, 1.5]. */
  start: readonly [number, number];
}

/** The three numbers that x · (1 − y), x · (1 − y²) and x · (1 − y³) should be. */
const goals = [1.5, 2.25, 2.625] as const;

/**
 * (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: nearly flat around its minimum at (3, 0.5), with steep walls
 * at the corners.
 * @see Beale 1958, "On an iterative method for finding a local minimum of a function of more than one variable"
 */
export const beale = surface<BealeOptions>('beale', {
  about: 'a plain that is nearly flat, between steep walls',
  defaults: { start: [1, 1.5] },
  ranges: {},
  height: (x, y) => {
    const powers = [y, y.square(), y.square().mul(y)];
    const [first, second, third] = powers.map((power, i) =>
      x
        .mul(power.sub(1))
        .add(goals[i] as number)
        .square(),
    ) as [typeof x, typeof x, typeof x];
    return first.add(second).add(third);
  },
  gradient: (x, y) => {
    const off = goals.map((goal, i) => goal + x * (y ** (i + 1) - 1));
    const sum = (slope: (power: number) => number) =>
      off.reduce((total, one, i) => total + 2 * one * slope(i + 1), 0);
    return [sum((power) => y ** power - 1), sum((power) => power * x * y ** (power - 1))];
  },
  minima: () => [[3, 0.5]],
});
