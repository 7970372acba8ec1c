import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, nonNegative } from '../shared/options.ts';

/** What a model says, what is true, and what the model is made of. */
export interface Judged {
  /** What the model says of each example; at least one. */
  readonly predictions: readonly number[];
  /** What is true of each. */
  readonly targets: readonly number[];
  /** The model's weights. */
  readonly weights: readonly number[];
  /** Price of the weights beside the errors. */
  readonly lambda: number;
}

/**
 * The loss that a model with a price on its weights is trained on: its mean squared error + lambda · Σ w².
 * @throws UsageError for lists of different lengths, no example, a lambda below 0
 */
export function regularizedLoss({ predictions, targets, weights, lambda }: Judged): number {
  checkNumber('regularizedLoss', 'lambda', lambda, nonNegative);
  if (predictions.length === 0 || predictions.length !== targets.length) {
    throw new UsageError({
      who: 'regularizedLoss',
      rule: 'there must be a target for each prediction, and at least one',
      got: shown([predictions.length, targets.length]),
    });
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  // #region exercise: the mean of the squared errors, and λ times the sum of the squared weights
  const errors = predictions.map((prediction, i) => prediction - (targets[i] as number));
  const data = sum(errors.map((error) => error ** 2)) / errors.length;
  const price = sum(weights.map((w) => w ** 2));
  return data + lambda * price;
  // #endregion
}
