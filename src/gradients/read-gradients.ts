import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/**
 * The gradient of `loss` by each of `variables`, as plain arrays: what `analytic` gives, or else what tfjs derives; 0
 * where a variable is not connected to the loss.
 * @throws UsageError when `analytic` gives other than one tensor for each variable, of its shape
 */
export async function readGradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  analytic?: () => readonly tf.Tensor[],
): Promise<readonly Float32Array[]> {
  const tensors = tf.tidy(() => {
    const gradients = analytic ? analytic() : derive(loss, variables);
    checkShapes(gradients, variables);
    // Copies, because a gradient may be a tensor that is not ours to dispose, even the variable itself.
    return gradients.map((gradient) => gradient.clone());
  });
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values.map((value) => Float32Array.from(value));
}

function derive(loss: () => tf.Scalar, variables: readonly tf.Variable[]): readonly tf.Tensor[] {
  const { grads } = tf.variableGrads(loss, [...variables]);
  return variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
}

function checkShapes(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): void {
  if (!Array.isArray(gradients) || gradients.length !== variables.length) {
    const got = Array.isArray(gradients) ? gradients.length : shown(gradients);
    throw new UsageError({
      who: 'checkGradient',
      rule: `analytic must give one tensor for each of the ${variables.length} variables`,
      got,
    });
  }
  for (const [i, { name, shape }] of variables.entries()) {
    const got = (gradients[i] as tf.Tensor | undefined)?.shape;
    if (got !== undefined && tf.util.arraysEqual(got, shape)) continue;
    throw new UsageError({
      who: 'checkGradient',
      rule: `the analytic gradient of "${name}" must have its shape [${shape}]`,
      got: `[${got}]`,
    });
  }
}
