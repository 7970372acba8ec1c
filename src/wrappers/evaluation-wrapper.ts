import type * as tf from '@tensorflow/tfjs';
import { asVariables, WeightSwap } from '../optimizers/weight-swap.ts';
import { UsageError } from '../shared/errors.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

/** A wrapper that evaluates with other weights than it trains, which it keeps in its only slot. */
export abstract class EvaluationWrapper<O extends WrapperOptions> extends Wrapper<O> {
  readonly #swap = new WeightSwap(this.who);

  /** The weights for evaluation of one variable; undefined while there are none. */
  protected evaluation(variable: tf.Variable): tf.Tensor | undefined {
    return this.kept(variable);
  }

  /**
   * Puts the weights for evaluation in; the training weights wait aside until `swapOut()`, and so must updates, saving
   * and loading. A variable that no update has listed stays as it is.
   * @param variables needed only between loading and the first update, when no name is known yet: all variables that
   * are trained, in their order; for a model `model.trainableWeights.map((one) => one.read())`
   * @throws UsageError when they are in already, or when there are none yet
   */
  override swapIn(variables: readonly tf.Tensor[] = []): void {
    this.refuse('swapIn()');
    if (variables.length > 0) this.bind(asVariables(this.who, variables));
    const weights = this.variables().flatMap((variable) => {
      const weight = this.evaluation(variable);
      return weight === undefined ? [] : [[variable, weight] as const];
    });
    if (weights.length === 0) {
      const rule = this.state.isUnbound
        ? 'swapIn must be told the variables of the loaded state, such as swapIn(model.trainableWeights.map((one) => one.read()))'
        : `there are no weights for evaluation yet, after ${this.iterations} updates`;
      throw new UsageError({ who: this.who, rule });
    }
    this.#swap.in(weights);
  }

  override swapOut(): void {
    this.#swap.out();
  }

  override refuse(action: string): void {
    this.#swap.refuse(action);
    super.refuse(action);
  }

  /** Frees all state, own and wrapped. Weights for evaluation that are in stay in: so training ends with them. */
  override dispose(): void {
    this.#swap.forget();
    super.dispose();
  }
}
