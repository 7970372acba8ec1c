import * as tf from '@tensorflow/tfjs';
import { useBackend } from '../../src/backend/index.ts';
import { Float64, type Optimizer, type Slots } from '../../src/optimizers/index.ts';

await useBackend('cpu');

/** The weights of one variable after each update with the given gradients, on cpu; [0] is the start. */
export async function steps(
  rule: tf.Optimizer,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
): Promise<number[][]> {
  const variable = tf.tidy(() => tf.variable(tf.tensor([...start])));
  const path = [[...start]];
  for (const g of gradients) {
    const tensor = tf.tensor([...g]);
    rule.applyGradients([{ name: variable.name, tensor }]);
    path.push([...(await variable.data())]);
    tensor.dispose();
  }
  variable.dispose();
  return path;
}

/** One weight in doubles under a rule whose gradient depends on where the weight is; [0] is the start. */
export function descend(
  rule: Optimizer,
  start: number,
  gradient: (w: number) => number,
  updates: number,
): number[] {
  let w = new Float64([start]);
  let slots: Slots<string> = rule.startSlots(w, Float64.zeros(1));
  const path = [start];
  for (let t = 1; t <= updates; t++) {
    const g = new Float64([gradient(path.at(-1) as number)]);
    ({ w, ...slots } = rule.next({ w, g, lr: rule.learningRate, t }, slots) as { w: Float64 });
    path.push(w.values[0] as number);
  }
  return path;
}
