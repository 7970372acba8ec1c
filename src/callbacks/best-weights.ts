import * as tf from '@tensorflow/tfjs';

/** A snapshot of all weights of a model, also of those that are not trained. */
export class BestWeights {
  readonly #values = new Map<tf.Variable, tf.Tensor>();

  /** Keeps the weights that `model` has now, in place of an earlier snapshot. */
  take(model: tf.LayersModel): void {
    this.dispose();
    for (const weight of model.weights) {
      const variable = weight.read() as tf.Variable;
      // A clone shares its numbers with the variable, which gets new ones, not other ones, when it is assigned to.
      this.#values.set(variable, tf.keep(variable.clone()));
    }
  }

  /** Gives the weights back bit for bit; without a snapshot nothing happens. */
  restore(): void {
    // Not through the model's setWeights, which would apply the layers' constraints once more.
    for (const [variable, value] of this.#values) variable.assign(value);
  }

  dispose(): void {
    tf.dispose([...this.#values.values()]);
    this.#values.clear();
  }
}
