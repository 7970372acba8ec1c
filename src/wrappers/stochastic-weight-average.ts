import * as tf from '@tensorflow/tfjs';
import { count, wholeNumber } from '../shared/options.ts';
import { WeightAverage } from './weight-average.ts';
import type { WrapperOptions } from './wrapper.ts';

export interface StochasticWeightAverageOptions extends WrapperOptions {
  /** Index of the first update after which the weights enter the mean, from 0. Default 0. */
  from?: number;
  /** Updates from one that enters to the next, at least 1. Default 1. */
  every?: number;
}

/**
 * SWA: evaluates with the plain mean of the weights after the updates `from`, `from` + `every`, and so on. The mean lies
 * deeper inside a wide minimum than the last weights, which wander around its rim. Leave `from` to the last quarter of
 * training; with a cyclic rate of period n, `from` n − 1 and `every` n take the weights where the rate is lowest.
 * Layers with statistics of their own (batch normalization) need a pass over the data after `swapIn()`.
 * Defaults: from 0, every 1.
 * @formula a ← a + (w − a) / n, for the n-th weights that enter
 * @use The end of a long training, at a constant or cyclic rate.
 * @see Izmailov et al. 2018 (arXiv 1803.05407), algorithm 1
 */
export class StochasticWeightAverage extends WeightAverage<StochasticWeightAverageOptions> {
  static override readonly className: string = 'DownhillStochasticWeightAverage';
  static override readonly rules = { from: wholeNumber, every: count };
  static override readonly defaults = { from: 0, every: 1 };

  protected override enters(update: number): boolean {
    const { from, every } = this.options;
    return update >= from && (update - from) % every === 0;
  }

  protected override share(t: number): number {
    // #region exercise: the share of the newest weights in the mean of t
    return 1 / t;
    // #endregion
  }
}

tf.serialization.registerClass(StochasticWeightAverage);
