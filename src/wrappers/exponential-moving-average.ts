import * as tf from '@tensorflow/tfjs';
import { belowOne } from '../shared/options.ts';
import { WeightAverage } from './weight-average.ts';
import type { WrapperOptions } from './wrapper.ts';

export interface ExponentialMovingAverageOptions extends WrapperOptions {
  /** Share of the average that stays in each update, at least 0 and below 1. Default 0.999. */
  decay?: number;
}

/**
 * Evaluates with an average of the weights over the last 1 / (1 − decay) updates or so, which shakes less than the
 * weights themselves; training does not notice. The average starts from zero and is corrected for that, as Adam's are:
 * after the first update it is the weights, and the start of the training never enters. Default: decay 0.999.
 * @formula a ← decay·a + (1−decay)·w; evaluated at a / (1−decayᵗ)
 * @use Noisy training at a rate that does not fall: the average is where a falling rate would have led.
 * @see Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging"; Optax's `ema` with `debias`
 */
export class ExponentialMovingAverage extends WeightAverage<ExponentialMovingAverageOptions> {
  static override readonly className: string = 'DownhillExponentialMovingAverage';
  static override readonly rules = { decay: belowOne };
  static override readonly defaults = { decay: 0.999 };

  protected override share(t: number): number {
    const { decay } = this.options;
    // #region exercise: the share of the new weights in the corrected average
    return (1 - decay) / (1 - decay ** t);
    // #endregion
  }
}

tf.serialization.registerClass(ExponentialMovingAverage);
