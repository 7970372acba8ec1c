import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/** The plain object that rebuilds a regularizer: its name and its options. Identifiers are camelCase, so it survives tfjs. */
export interface RegularizerConfig {
  readonly regularizer: string;
  readonly [option: string]: number | string | boolean;
}

/** Penalty on one weight as a pure function: a scalar to add to the loss, differentiable on a tape. */
export interface Regularizer {
  (w: tf.Tensor): tf.Scalar;
  readonly config: RegularizerConfig;
  /** The gradient of its penalty, of the shape of `w`, where it is written down; else a tape has to find it. */
  readonly gradient?: (w: tf.Tensor) => tf.Tensor;
}

/** A regularizer that can also be taken down exactly, without its gradient. */
export interface ProximalRegularizer extends Regularizer {
  /**
   * The proximal step: the v, of the shape of `w`, at which ½ · ‖v − w‖² + step · penalty(v) is least.
   * @param step at least 0; the learning rate, when it follows an update of gradient descent
   * @see Parikh & Boyd 2014, "Proximal algorithms"
   */
  proximal(w: tf.Tensor, step: number): tf.Tensor;
}

/** Joins a config and its penalty into a regularizer. */
export function asRegularizer(
  config: RegularizerConfig,
  penalty: (w: tf.Tensor) => tf.Scalar,
): Regularizer {
  return Object.assign((w: tf.Tensor) => penalty(w), { config });
}

/** Whether `value` is a regularizer made by this library. */
export function isRegularizer(value: unknown): value is Regularizer {
  return (
    typeof value === 'function' &&
    typeof (value as Partial<Regularizer>).config?.regularizer === 'string'
  );
}

/** Whether `penalty` knows its proximal step. */
export function isProximal(penalty: Regularizer): penalty is ProximalRegularizer {
  return typeof (penalty as Partial<ProximalRegularizer>).proximal === 'function';
}

/** @throws UsageError unless `value` is a regularizer, as the argument `name` of `who` asks */
export function checkRegularizer(who: string, name: string, value: unknown): Regularizer {
  if (isRegularizer(value)) return value;
  throw new UsageError({
    who,
    rule: `${name} must be a regularizer such as l2({ l2: 0.01 })`,
    got: shown(value),
  });
}
