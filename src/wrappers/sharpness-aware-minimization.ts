import * as tf from '@tensorflow/tfjs';
import { asElementwise, asTensor } from '../optimizers/tensor-algebra.ts';
import { sameValues } from '../optimizers/same-values.ts';
import { norm } from '../rules/norm.ts';
import { positive } from '../shared/options.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

export interface SharpnessAwareMinimizationOptions extends WrapperOptions {
  /** How far uphill the gradient is taken, in the length of all weights together; greater than 0. Default 0.05. */
  rho?: number;
}

/**
 * Sharpness-aware minimization (SAM): the wrapped optimizer is given the gradient not of where it stands but of the worst
 * place nearby, a step of length ρ up the slope, so that it prefers wide valleys to narrow ones. All weights with a
 * gradient are moved for the second look and put back, bit for bit, before the update.
 * It works wherever the loss is a function: `minimize`, `computeGradients` and a model's `fit`. Gradients that are handed to
 * `applyGradients` are taken as they are. The loss that comes back is that of the place itself. What a look leaves behind is
 * left by both: the moving averages of batch normalization take in the place nearby too, and `recomputeBatchNorm`
 * measures them anew.
 * Defaults: rho 0.05.
 * @formula ŵ = w + ρ·g / ‖g‖; w ← update(w, gradient at ŵ)
 * @use Models that should do well on unseen data, for twice the time of an update. Around Momentum, as in the paper, or AdamW.
 * @see Foret et al. 2021 (arXiv 2010.01412), algorithm 1
 */
export class SharpnessAwareMinimization extends Wrapper<SharpnessAwareMinimizationOptions> {
  static override readonly className: string = 'DownhillSharpnessAwareMinimization';
  static override readonly rules = { rho: positive };
  static override readonly defaults = { rho: 0.05 };

  override get looksElsewhere(): boolean {
    return true;
  }

  /**
   * The loss here, and the gradient at the worst place nearby.
   * @throws whatever `loss` throws; the weights are back where they were
   */
  override computeGradients(
    loss: () => tf.Scalar,
    variables?: tf.Variable[],
  ): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    const here = super.computeGradients(loss, variables);
    const climbed = Object.entries(here.grads).flatMap(([name, g]) => {
      const variable = tf.engine().registeredVariables[name];
      return variable && g ? [{ variable, g, home: tf.tidy(() => sameValues(variable)) }] : [];
    });
    try {
      tf.tidy(() => {
        const factor = this.#factor(climbed.map(({ g }) => g));
        for (const { variable, g } of climbed) variable.assign(variable.add(g.mul(factor)));
      });
      const there = super.computeGradients(loss, variables);
      there.value.dispose();
      return { value: here.value, grads: there.grads };
    } catch (error) {
      here.value.dispose();
      throw error;
    } finally {
      for (const { variable, home } of climbed) variable.assign(home);
      tf.dispose([here.grads, climbed.map(({ home }) => home)]);
    }
  }

  /** What makes all gradients together ρ long; where they are 0, they stay so. */
  #factor(gradients: readonly tf.Tensor[]): tf.Tensor {
    const lengths = gradients.map((g) => asTensor(norm(asElementwise({ g }).g)) as tf.Scalar);
    const all = asElementwise({ lengths: tf.stack(lengths) }).lengths;
    return asTensor(norm(all).maximum(2 ** -126))
      .pow(-1)
      .mul(this.options.rho);
  }
}

tf.serialization.registerClass(SharpnessAwareMinimization);
