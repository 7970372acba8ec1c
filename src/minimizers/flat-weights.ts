import * as tf from '@tensorflow/tfjs';
import { scalarLoss } from '../gradients/scalar-loss.ts';
import { variableList } from '../gradients/variable-list.ts';
import { UsageError } from '../shared/errors.ts';
import type { Point } from './objective.ts';

/** Variables of any shapes as one vector, and the loss as a function of it. */
export class FlatWeights {
  readonly #loss: () => tf.Scalar;
  readonly #variables: readonly tf.Variable[];

  /** @param variables all connected to `loss` and trainable */
  constructor(loss: () => tf.Scalar, variables: readonly tf.Variable[]) {
    this.#loss = loss;
    this.#variables = variables;
  }

  /**
   * The trainable ones among `variables` (default all that tfjs knows) on which the loss depends, and the point where they are.
   * @throws UsageError when the loss is no function of a tensor, `variables` no list of them, or none of them trainable
   */
  static async of(
    who: string,
    given: () => tf.Scalar,
    variables: readonly tf.Variable[] | undefined,
  ): Promise<{ readonly weights: FlatWeights; readonly start: Point }> {
    const loss = scalarLoss(who, given);
    const trainable = trainableOf(who, variables);
    let connected: readonly tf.Variable[] = [];
    const packed = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, [...trainable]);
      connected = trainable.filter(({ name }) => grads[name] != null);
      return pack(value, grads, connected);
    });
    const values = await Promise.all(connected.map((variable) => variable.data()));
    const x = Float64Array.from(values.flatMap((some) => [...some]));
    return { weights: new FlatWeights(loss, connected), start: await unpack(packed, x) };
  }

  /** Sets every variable to its part of `x`, rounded to float32. */
  assign(x: Float64Array): void {
    let from = 0;
    for (const variable of this.#variables) {
      const part = new Float32Array(x.subarray(from, from + variable.size));
      tf.tidy(() => variable.assign(tf.tensor(part, variable.shape)));
      from += variable.size;
    }
  }

  /** Sets the variables to `x` and reads loss and gradient there. */
  async look(x: Float64Array): Promise<Point> {
    this.assign(x);
    const packed = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(this.#loss, [...this.#variables]);
      return pack(value, grads, this.#variables);
    });
    return await unpack(packed, x);
  }
}

function trainableOf(
  who: string,
  given: readonly tf.Variable[] | undefined,
): readonly tf.Variable[] {
  const all = variableList(who, given ?? Object.values(tf.engine().registeredVariables));
  const trainable = [...new Set(all)].filter((variable) => variable.trainable);
  if (trainable.length > 0) return trainable;
  throw new UsageError({ who, rule: `none of the ${all.length} variables is trainable` });
}

/** Loss and gradient as one tensor, so that a look waits for the device once; zeros where a gradient is missing. */
function pack(
  value: tf.Scalar,
  grads: Readonly<Record<string, tf.Tensor | null>>,
  variables: readonly tf.Variable[],
): tf.Tensor1D {
  const gradients = variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
  return tf.concat([value, ...gradients].map((tensor) => tensor.flatten()));
}

async function unpack(packed: tf.Tensor1D, x: Float64Array): Promise<Point> {
  try {
    const [value, ...gradient] = await packed.data();
    return { x, value: value as number, gradient: Float64Array.from(gradient) };
  } finally {
    packed.dispose();
  }
}
