import * as tf from '@tensorflow/tfjs';
import { count, share } from '../shared/options.ts';
import { EvaluationWrapper } from './evaluation-wrapper.ts';
import type { Done, WrapperOptions } from './wrapper.ts';

export interface LookaheadOptions extends WrapperOptions {
  /** Updates of the fast weights to one of the slow, at least 1. Default 5. */
  syncPeriod?: number;
  /** How far the slow weights go towards the fast, 0 to 1. Default 0.5. */
  slowStepSize?: number;
}

/**
 * Lookahead: the wrapped optimizer explores with fast weights; every `syncPeriod` updates slow weights go a part of the
 * way there, and the fast ones start anew from them. Training is at the fast weights, evaluation at the slow. The
 * wrapped optimizer keeps its state when the weights go back, which is the paper's standard. A variable that this very
 * update leaves alone (it is frozen, or has no gradient) stays where it is.
 * Defaults: syncPeriod 5, slowStepSize 0.5.
 * @formula every k updates: φ ← φ + α·(w − φ); w ← φ
 * @use Less variance, and less dependence on the wrapped optimizer's settings, for one more copy of the weights.
 * @see Zhang et al. 2019 (arXiv 1907.08610), algorithm 1
 */
export class Lookahead extends EvaluationWrapper<LookaheadOptions> {
  static override readonly className: string = 'DownhillLookahead';
  static override readonly slots = ['slow'] as const;
  static override readonly rules = { syncPeriod: count, slowStepSize: share };
  static override readonly defaults = { syncPeriod: 5, slowStepSize: 0.5 };

  /** The slow weights start where the fast ones do. */
  protected override needsBefore(variable: tf.Variable): boolean {
    return this.evaluation(variable) === undefined;
  }

  protected override updated({ moved, before }: Done): void {
    const { syncPeriod, slowStepSize } = this.options;
    for (const [variable, start] of before) this.state.advance(variable, [start], [start]);
    if (this.iterations % syncPeriod > 0) return;
    for (const variable of moved) {
      let slow = this.evaluation(variable) as tf.Tensor;
      // #region exercise: move the slow weights towards the fast ones, and the fast ones back to them
      slow = slow.add(variable.sub(slow).mul(slowStepSize));
      variable.assign(slow);
      // #endregion
      this.state.advance(variable, [slow], []);
    }
  }
}

tf.serialization.registerClass(Lookahead);
