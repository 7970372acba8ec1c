import * as tf from '@tensorflow/tfjs';
import { optimizerFromSpec, type OptimizerSpec } from '../optimizers/index.ts';
import { anyNumber, readOptions } from '../shared/options.ts';
import { lookUp } from '../shared/look-up.ts';

/** What a run needs of an optimizer; the library's own have it. */
export interface Trainee {
  /** Rate of the coming update, for the record. */
  readonly learningRate: number;
  /** One update; the loss it was made on, or null when the optimizer does not say. */
  minimize(loss: () => tf.Scalar, returnCost: boolean, variables: tf.Variable[]): tf.Scalar | null;
  dispose(): void;
}

/** Makes the optimizer that an experiment names. */
export type MakeTrainee = (spec: OptimizerSpec) => Trainee;

/** What tfjs has itself, by the names of `tf.train`, with tfjs's own defaults (for momentum, which has none, 0.9). */
export const builtIns = {
  sgd: (rate: number) => tf.train.sgd(rate),
  momentum: (rate: number) => tf.train.momentum(rate, 0.9),
  adagrad: (rate: number) => tf.train.adagrad(rate),
  adadelta: (rate: number) => tf.train.adadelta(rate),
  rmsprop: (rate: number) => tf.train.rmsprop(rate),
  adam: (rate: number) => tf.train.adam(rate),
  adamax: (rate: number) => tf.train.adamax(rate),
} as const;

/**
 * The optimizer that `spec` names: one of the library's rules or, as `tf:adam`, a built-in of tfjs at a constant rate.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export function trainee(spec: OptimizerSpec): Trainee {
  const { name, ...options } = spec;
  if (!name.startsWith('tf:')) return optimizerFromSpec(spec);
  const make = lookUp<(rate: number) => tf.Optimizer>('tfjs optimizer', name.slice(3), builtIns);
  const { learningRate } = readOptions<{ learningRate: number }>(
    name,
    options,
    { learningRate: anyNumber },
    {},
  );
  return foreign(make(learningRate), learningRate);
}

/** Some of the methods that tfjs's optimizers have. */
interface Foreign {
  readonly minimize?: (f: () => tf.Scalar, cost: boolean, variables: tf.Variable[]) => unknown;
  readonly applyGradients?: (gradients: unknown) => void;
  readonly dispose?: () => void;
  readonly learningRate?: unknown;
}

/**
 * Any object with `minimize` or `applyGradients` as tfjs's optimizers have them.
 * @param learningRate the constant rate that it was made with; otherwise what it says itself is recorded, if it does
 * @throws TypeError for an object with neither
 */
export function foreign(made: unknown, learningRate?: unknown): Trainee {
  const { minimize, applyGradients } = (made ?? {}) as Foreign;
  if (typeof minimize !== 'function' && typeof applyGradients !== 'function') {
    throw new TypeError('what it makes has neither minimize nor applyGradients');
  }
  return {
    get learningRate() {
      const own = (made as Foreign).learningRate;
      return [learningRate, own].find((rate) => typeof rate === 'number') ?? Number.NaN;
    },
    minimize(loss, returnCost, variables) {
      if (typeof minimize === 'function') {
        const cost = minimize.call(made, loss, returnCost, variables);
        return cost instanceof tf.Tensor ? (cost as tf.Scalar) : null;
      }
      const { value, grads } = tf.variableGrads(loss, variables);
      const named = variables.map(({ name }) => ({ name, tensor: grads[name] }));
      applyGradients?.call(made, named);
      tf.dispose(grads);
      return value;
    },
    dispose() {
      (made as Foreign).dispose?.();
    },
  };
}
