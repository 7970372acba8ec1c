import * as tf from '@tensorflow/tfjs';
import type { Elementwise } from '../rules/elementwise.ts';
import { Float64 } from '../rules/float64.ts';
import { must, type OptionRule } from '../shared/options.ts';
import type { ProblemKind } from './problem.ts';
import { disposeAll, variables } from './variables.ts';

export type Point = readonly [number, number];

/** What surfaces have in common. */
export interface SurfaceOptions {
  /** Where the two weights start. */
  start: Point;
}

/** A loss of two weights, as mathematics. */
export interface Surface<O extends SurfaceOptions> {
  readonly about: string;
  readonly defaults: O;
  /** How each option but `start` is read. */
  readonly ranges: Readonly<Record<Exclude<keyof O, 'start'>, OptionRule>>;
  /** In the algebra of the rules: on tensors it is trained, in doubles it is drawn. */
  readonly height: (x: Elementwise, y: Elementwise, options: O) => Elementwise;
  /** The exact gradient of the height, in doubles. */
  readonly gradient: (x: number, y: number, options: O) => Point;
  /** Standard deviation of the noise on each component of the gradient. Default: none. */
  readonly noise?: (options: O) => number;
  /** Where it is lowest; the first is the one that is drawn. */
  readonly minima: (options: O) => readonly [Point, ...Point[]];
}

/** Two finite numbers. */
export const point = must(
  'two finite numbers',
  (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite),
);

/**
 * The problem of a surface: one variable of shape [2]. Measures the noise-free `loss` and `distance`, that to the nearest
 * minimum.
 */
export function surface<O extends SurfaceOptions>(
  name: string,
  { about, defaults, ranges, height, gradient, minima, noise: noiseOf = () => 0 }: Surface<O>,
): ProblemKind<O> {
  return {
    about,
    defaults,
    ranges: { ...ranges, start: point } as Readonly<Record<keyof O, OptionRule>>,
    build(options, random) {
      const noise = noiseOf(options);
      const { w } = variables(name, { w: { shape: [2], values: options.start } });
      const bottoms = tf.keep(tf.tensor2d(minima(options).map(([x, y]) => [x, y])));
      const loss = () => {
        // A tensor has all the words of the algebra, but takes more operands than they do.
        const [x, y] = tf.unstack(w) as unknown as [Elementwise, Elementwise];
        return height(x, y, options) as unknown as tf.Scalar;
      };
      const tilted = () => {
        const tilt = tf.tensor1d(random.normals(2).map((xi) => noise * xi));
        return loss().add<tf.Scalar>(w.mul(tilt).sum());
      };
      return {
        variables: [w],
        loss: noise > 0 ? tilted : loss,
        measure: () => ({
          loss: loss(),
          distance: w.sub(bottoms).square().sum(1).sqrt().min<tf.Scalar>(),
        }),
        dispose: () => disposeAll([w, bottoms]),
      };
    },
    landscape: (options) => ({
      height: (x, y) => {
        const made = height(new Float64([x], []), new Float64([y], []), options) as Float64;
        return made.values[0] as number;
      },
      gradient: (x, y) => gradient(x, y, options),
      minimum: minima(options)[0],
    }),
  };
}
