import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';

/** @throws UsageError unless `value` is a list of variables, as the argument `variables` of `who` asks */
export function variableList(who: string, value: unknown): readonly tf.Variable[] {
  if (Array.isArray(value) && value.every((one) => one instanceof tf.Variable)) return value;
  const rule = 'variables must be a list of tf.Variable';
  if (value instanceof tf.Variable) {
    throw new UsageError({ who, rule, got: 'one', remedy: 'write [variable]' });
  }
  throw new UsageError({
    who,
    rule,
    remedy: 'of a layers model: model.trainableWeights.map((w) => w.read())',
  });
}
