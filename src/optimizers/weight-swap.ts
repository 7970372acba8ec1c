import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { sameValues } from './same-values.ts';

/** Holds the weights that are trained while others stand in their variables. */
export class WeightSwap {
  readonly #who: string;
  #trained: Map<tf.Variable, tf.Tensor> | undefined;

  constructor(who: string) {
    this.#who = who;
  }

  /** @throws UsageError while the other weights are in */
  refuse(action: string): void {
    if (this.#trained === undefined) return;
    throw new UsageError({
      who: this.#who,
      rule: 'the evaluation weights are in',
      remedy: `call swapOut() before ${action}`,
    });
  }

  /** Puts the given weights into the variables. @throws UsageError if some are in already */
  in(weights: Iterable<readonly [tf.Variable, tf.Tensor]>): void {
    this.refuse('swapIn()');
    this.#trained = new Map();
    for (const [variable, weight] of weights) {
      if (weight === variable) continue;
      this.#trained.set(variable, tf.keep(sameValues(variable)));
      variable.assign(weight);
    }
  }

  /** Puts the trained weights back, bit for bit. @throws UsageError if they are in place */
  out(): void {
    if (this.#trained === undefined) {
      throw new UsageError({
        who: this.#who,
        rule: 'the trained weights are in place',
        remedy: 'swapOut() undoes a swapIn()',
      });
    }
    for (const [variable, weight] of this.#trained) {
      if (!variable.isDisposed) variable.assign(weight);
    }
    this.forget();
  }

  /** Frees the trained weights; the variables stay as they are. */
  forget(): void {
    tf.dispose([...(this.#trained?.values() ?? [])]);
    this.#trained = undefined;
  }
}

/** The tensors that a model's weights give, which are its variables. @throws UsageError for another tensor among them */
export function asVariables(who: string, tensors: readonly tf.Tensor[]): tf.Variable[] {
  return tensors.map((one) => {
    if (one instanceof tf.Variable) return one;
    throw new UsageError({ who, rule: 'swapIn takes a list of variables', got: 'a tensor in it' });
  });
}
