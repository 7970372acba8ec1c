import * as tf from '@tensorflow/tfjs';
import type { Problem } from '../../src/problems/index.ts';

/** The numbers behind the scalars that `make` gives, which are disposed. */
export async function readScalars(
  make: () => Readonly<Record<string, tf.Scalar>>,
): Promise<Record<string, number>> {
  const scalars = tf.tidy(make);
  const values: Record<string, number> = {};
  for (const [name, scalar] of Object.entries(scalars)) {
    values[name] = (await scalar.data())[0] as number;
  }
  tf.dispose(scalars);
  return values;
}

/** What the problem measures now. */
export const measure = (task: Problem) => readScalars(() => task.measure());

/** One draw of the loss. */
export const draw = async (task: Problem) =>
  (await readScalars(() => ({ loss: task.loss() })))['loss'] as number;

/** The gradient of one draw of the loss, by variable in their order. */
export async function gradients(task: Problem): Promise<number[][]> {
  const { value, grads } = tf.variableGrads(() => task.loss(), [...task.variables]);
  const values: number[][] = [];
  for (const { name } of task.variables)
    values.push([...(await (grads[name] as tf.Tensor).data())]);
  tf.dispose([value, grads]);
  return values;
}
