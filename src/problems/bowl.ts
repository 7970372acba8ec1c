import * as tf from '@tensorflow/tfjs';
import { anyNumber, type Range } from '../shared/options.ts';
import type { ProblemKind } from './problem.ts';
import { point } from './surface.ts';
import { disposeAll, variables } from './variables.ts';

export interface BowlOptions {
  /** Largest curvature over the smallest, which is 1; at least 1. Default 10. */
  condition: number;
  /** Where the two weights start. Default [-4, 2]. */
  start: readonly [number, number];
  /** Turns the axes of the bowl counter-clockwise, in degrees; at 0 the second weight has the large curvature. Default 0. */
  rotation: number;
  /** Where the bottom lies. Default [0, 0]. */
  minimum: readonly [number, number];
}

/** What a condition number must be. */
export const condition: Range = { says: 'at least 1', holds: (value) => value >= 1 };

/**
 * The sum of half · w², where `halves` are half the curvatures: lowest at 0, with gradient curvature · w. Halved
 * beforehand, because on so few weights every operation costs more than its arithmetic.
 */
export function quadratic(w: tf.Tensor, halves: tf.Tensor): tf.Scalar {
  return w.square().mul(halves).sum();
}

/**
 * ½(u² + condition · v²), where (u, v) lead from the bottom to the two weights along the bowl's own axes: one variable of
 * shape [2], no noise. Measures `loss` and `distance`, that to the bottom.
 */
export const bowl: ProblemKind<BowlOptions> = {
  about: 'a quadratic bowl of two weights whose steepness differs by the condition number',
  defaults: { condition: 10, start: [-4, 2], rotation: 0, minimum: [0, 0] },
  ranges: { condition, start: point, rotation: anyNumber, minimum: point },
  build({ condition, start, rotation, minimum }) {
    const { w } = variables('bowl', { w: { shape: [2], values: start } });
    const [cos, sin] = direction(rotation);
    const halves = tf.keep(tf.tensor1d([0.5, condition / 2]));
    // Columns are the bowl's axes, so that w · axes are the weights as the bowl sees them.
    const axes = tf.keep(tf.tensor2d([cos, -sin, sin, cos], [2, 2]));
    const bottom = minimum.some((one) => one !== 0) ? tf.keep(tf.tensor1d([...minimum])) : null;
    const away = () => (bottom === null ? w : w.sub(bottom));
    const turned = () => (rotation === 0 ? away() : tf.matMul(away().as2D(1, 2), axes));
    const loss = () => quadratic(turned(), halves);
    return {
      variables: [w],
      loss,
      measure: () => ({ loss: loss(), distance: away().norm().asScalar() }),
      dispose: () => disposeAll([w, halves, axes, ...(bottom === null ? [] : [bottom])]),
    };
  },
  landscape: ({ condition, rotation, minimum }) => {
    const [cos, sin] = direction(rotation);
    const turned = (x: number, y: number) => {
      const [dx, dy] = [x - minimum[0], y - minimum[1]];
      return [cos * dx + sin * dy, cos * dy - sin * dx] as const;
    };
    return {
      height: (x, y) => {
        const [u, v] = turned(x, y);
        return (u ** 2 + condition * v ** 2) / 2;
      },
      gradient: (x, y) => {
        const [u, v] = turned(x, y);
        return [cos * u - sin * condition * v, sin * u + cos * condition * v];
      },
      minimum,
    };
  },
};

function direction(degrees: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}
