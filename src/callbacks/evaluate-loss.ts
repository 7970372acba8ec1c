import * as tf from '@tensorflow/tfjs';
import { count, readOptions } from '../shared/options.ts';

export interface EvaluateLossOptions {
  /** Examples that are computed at a time, at least 1. Default 32. */
  batchSize?: number;
}

/** A loss and what it is the sum of. */
export interface LossParts {
  /** `dataLoss` and `penalty` together: what training minimizes. */
  readonly loss: number;
  /** The loss of the predictions: what tfjs's `evaluate` and `val_loss` give. */
  readonly dataLoss: number;
  /** The sum of the penalties of all regularizers. */
  readonly penalty: number;
}

/** The penalties of all regularizers of a model at its present weights, added up; 0 without any. */
export async function penaltyOf(model: tf.LayersModel): Promise<number> {
  const sum = tf.tidy(() =>
    model.calculateLosses().reduce<tf.Scalar>((sum, one) => sum.add(one), tf.scalar(0)),
  );
  const [penalty = NaN] = await sum.data();
  sum.dispose();
  return penalty;
}

/**
 * The loss of a compiled model on `x` and `y` with its parts; tfjs's own `evaluate` leaves the penalties out.
 * @param x inputs, examples along the first axis; a list for a model of several inputs
 * @param y targets likewise
 * @throws UsageError for an unknown option or a batch size below 1
 */
export async function evaluateLoss(
  model: tf.LayersModel,
  x: tf.Tensor | tf.Tensor[],
  y: tf.Tensor | tf.Tensor[],
  options: EvaluateLossOptions = {},
): Promise<LossParts> {
  const { batchSize } = readOptions<Required<EvaluateLossOptions>>(
    'evaluateLoss',
    options,
    { batchSize: count },
    { batchSize: 32 },
  );
  const measured = [model.evaluate(x, y, { batchSize })].flat();
  const [dataLoss = NaN] = (await measured[totalIndex(model)]?.data()) ?? [];
  tf.dispose(measured);
  const penalty = await penaltyOf(model);
  return { loss: dataLoss + penalty, dataLoss, penalty };
}

/**
 * Where the sum over all outputs stands in what tfjs measures for evaluation. tfjs adds the outputs up one after the
 * other and gives every intermediate sum, so that the first number, which it calls `loss`, is that of output one alone.
 */
export const totalIndex = (model: tf.LayersModel): number => model.outputs.length - 1;
