import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/** The parts of an optimizer that concern its rate; tfjs declares `learningRate` protected. */
interface WithRate {
  learningRate?: unknown;
  setLearningRate?: (rate: number) => void;
}

/**
 * The learning rate of the coming update: of an optimizer of this library, also by schedule, or of a built-in one.
 * @throws UsageError for an optimizer that has no `learningRate`
 */
export function rateOf(who: string, optimizer: tf.Optimizer): number {
  const { learningRate } = optimizer as WithRate;
  if (typeof learningRate === 'number') return learningRate;
  throw new UsageError({
    who,
    rule: `the optimizer (${optimizer.getClassName()}) must have a number as its learningRate`,
    got: shown(learningRate),
  });
}

/** Sets the rate from the next update on. */
export function setRate(optimizer: tf.Optimizer, rate: number): void {
  const rated = optimizer as WithRate;
  // tf.train.sgd and momentum compute with a copy of their rate, which only this method renews.
  if (typeof rated.setLearningRate === 'function') rated.setLearningRate(rate);
  else rated.learningRate = rate;
}

/** @throws UsageError for an optimizer whose rate is a schedule, or that has none */
export function checkSettable(who: string, optimizer: tf.Optimizer): void {
  rateOf(who, optimizer);
  const option = rateOption(optimizer.getConfig());
  if (typeof option !== 'object' || option === null) return;
  throw new UsageError({
    who,
    rule: "the optimizer's learningRate must be a number",
    got: `the schedule ${shown(option)}`,
    remedy: 'give the optimizer a number, or leave this callback out',
  });
}

/** What an optimizer was given as its rate, or the optimizer in it that it hands the rate on to. */
function rateOption(config: tf.serialization.ConfigDict): unknown {
  const inner = config['optimizer'] as { config?: tf.serialization.ConfigDict } | undefined;
  if (inner?.config !== undefined) return rateOption(inner.config);
  return config['learningRate'];
}
