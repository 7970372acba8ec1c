import * as tf from '@tensorflow/tfjs';
import type { Gradients } from '../optimizers/named-gradients.ts';
import { sameValues } from '../optimizers/same-values.ts';
import { UsageError } from '../shared/errors.ts';
import { count } from '../shared/options.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

export interface GradientAccumulationOptions extends WrapperOptions {
  /** Gradients to an update, a whole number of at least 1. */
  every: number;
}

/**
 * Large batches in small pieces: adds up gradients and hands their mean to the wrapped optimizer in every `every`-th
 * call. In between no weight moves. `iterations` and schedules count the updates, not the calls. Take the mean of the
 * loss over each piece, and pieces of one size, and the update is that of the whole batch.
 * Missing gradients are as in PyTorch: they add nothing while the sum is still divided by `every`, and a variable that
 * had none in all calls is left alone, as is one that is frozen (`trainable` is false) when the update comes. An update
 * that fails or is skipped takes its sums with it. `flush()` makes an update of a window that is not full. State can be saved between two updates; the sum is part of it.
 * @formula G ← G + g; every n calls: g ← G / n, update, G ← 0
 * @use A batch that does not fit into memory.
 * @see Optax's `MultiSteps` and Keras's `gradient_accumulation_steps`, which hand over the same mean
 */
export class GradientAccumulation extends Wrapper<GradientAccumulationOptions> {
  static override readonly className: string = 'DownhillGradientAccumulation';
  static override readonly slots = ['sum'] as const;
  static override readonly rules = { every: count };

  /**
   * Adds to the sums, or makes an update of them; `count` is of the calls since the last update.
   * @param gradients list or map by variable name; null and undefined entries add nothing
   * @throws UsageError for a variable that is not registered, or a gradient of another shape or type
   */
  override applyGradients(gradients: Gradients): void {
    const { variables, given } = this.read(gradients);
    if (this.count + 1 === this.options.every) {
      this.#update(given, this.options.every);
      return;
    }
    for (const variable of variables) {
      if (!given.has(variable.name)) continue;
      const sum = tf.tidy(() => sameValues(this.#sum(variable, given) as tf.Tensor));
      this.state.advance(variable, [sum], []);
    }
    this.count += 1;
  }

  /**
   * Makes an update of a window that is not full, at the end of the data, say: of the mean of the gradients since the last
   * update, however many there were. The next window begins anew.
   * @returns whether there was anything to make an update of
   * @throws UsageError when loaded state has not met its variables
   */
  flush(): boolean {
    this.refuse('flush()');
    if (this.count === 0) return false;
    if (this.state.isUnbound) {
      throw new UsageError({
        who: this.who,
        rule: 'flush cannot know yet which variables the loaded window is of',
        remedy: 'call it after a further applyGradients',
      });
    }
    this.#update(new Map(), this.count);
    return true;
  }

  #update(given: ReadonlyMap<string, tf.Tensor>, pieces: number): void {
    // All variables of the window are named, so that averages in the wrapped optimizer count them.
    const means = tf.tidy(() =>
      this.variables().map((variable) => {
        const isFrozen = !variable.trainable && !given.has(variable.name);
        const sum = isFrozen ? undefined : this.#sum(variable, given);
        return { name: variable.name, tensor: sum?.div(pieces) };
      }),
    );
    try {
      this.optimizer.applyGradients(means as Gradients);
    } finally {
      // What a NaN made of the sums must not outlive an update that refused it.
      tf.dispose(means);
      this.forget();
    }
  }

  /** What a variable's gradients add up to with those of this call; undefined while it has had none. */
  #sum(variable: tf.Variable, given: ReadonlyMap<string, tf.Tensor>): tf.Tensor | undefined {
    const g = given.get(variable.name);
    const sum = this.kept(variable);
    if (sum === undefined) return g;
    return g === undefined ? sum : sum.add(g);
  }
}

tf.serialization.registerClass(GradientAccumulation);
