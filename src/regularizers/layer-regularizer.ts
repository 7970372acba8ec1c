import * as tf from '@tensorflow/tfjs';
import { checkRegularizer, type Regularizer, type RegularizerConfig } from './regularizer.ts';
import { regularizerFromConfig } from './regularizers.ts';

/** What tfjs layers take as a `kernelRegularizer`. */
type TfRegularizer = ReturnType<typeof tf.regularizers.l2>;

// tfjs does not export the class that its layers test for; every built-in regularizer extends it.
const builtIn = Object.getPrototypeOf(tf.regularizers.l2({ l2: 0 })) as object;
const { constructor: Base } = Object.getPrototypeOf(builtIn) as { constructor: unknown };

class LayerRegularizer extends (Base as new () => TfRegularizer) {
  static readonly className = 'DownhillRegularizer';
  readonly #penalty: Regularizer;

  constructor(penalty: Regularizer) {
    super();
    this.#penalty = checkRegularizer('layerRegularizer', 'penalty', penalty);
  }

  override apply(w: tf.Tensor): tf.Scalar {
    return tf.tidy(() => withOwnGradient(this.#penalty)(w));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#penalty.config };
  }

  static fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(regularizerFromConfig(config as unknown as RegularizerConfig));
  }
}

/** The penalty with its own gradient in the place of the tape's, if it has one: L1 leaves a weight at 0 there. */
function withOwnGradient(penalty: Regularizer): (w: tf.Tensor) => tf.Scalar {
  const { gradient } = penalty;
  if (gradient === undefined) return penalty;
  return tf.customGrad((at, save) => {
    const w = at as tf.Tensor;
    (save as (kept: tf.Tensor[]) => void)([w]);
    return {
      value: penalty(w),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(saved[0] as tf.Tensor).mul(dy),
    };
  });
}

tf.serialization.registerClass(LayerRegularizer);

/**
 * A regularizer for tfjs layers: `tf.layers.dense({ units: 1, kernelRegularizer: layerRegularizer(l1({ l1: 0.1 })) })`.
 * It survives `model.save` and `loadLayersModel`. tfjs adds penalties to the training loss, not to that of `evaluate`.
 * @throws UsageError unless `penalty` is a regularizer of this library
 */
export function layerRegularizer(penalty: Regularizer): TfRegularizer {
  return new LayerRegularizer(penalty);
}
