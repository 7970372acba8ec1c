import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/**
 * A loss that says what is wrong with it.
 * @throws UsageError when `loss` is no function; the result throws one when `loss` gives no tensor, such as a promise
 */
export function scalarLoss(who: string, loss: unknown): () => tf.Scalar {
  if (typeof loss !== 'function') {
    throw new UsageError({
      who,
      rule: 'loss must be a function that gives a scalar',
      got: shown(loss),
      remedy: 'write () => ...',
    });
  }
  return () => {
    const value: unknown = (loss as () => unknown)();
    if (value instanceof tf.Tensor) return value as tf.Scalar;
    if (value instanceof Promise) {
      // What it may fail with is not what is wrong here.
      value.catch(() => {});
      throw new UsageError({
        who,
        rule: 'loss must give its tensor at once',
        got: 'a promise',
        remedy: 'take async off it, and read data before the call',
      });
    }
    throw new UsageError({ who, rule: 'loss must give a scalar tensor', got: shown(value) });
  };
}
