import * as tf from '@tensorflow/tfjs';
import { useBackend } from '../../src/backend/index.ts';
import { Float64, startSlots, type Hyper, type Rule, type Slots } from '../../src/rules/index.ts';

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
export function descend<O extends Hyper, S extends string>(
  rule: Rule<O, S>,
  options: Partial<O>,
  start: number,
  gradient: (w: number) => number,
  updates: number,
): number[] {
  const hyper = { ...rule.defaults, ...options };
  let w = new Float64([start]);
  let slots: Slots<S> = startSlots(rule, { w, zeros: Float64.zeros(1) }, hyper);
  const path = [start];
  for (let t = 1; t <= updates; t++) {
    const g = new Float64([gradient(path.at(-1) as number)]);
    const { w: next, ...kept } = rule.update({ w, g, lr: hyper.learningRate, t }, slots, hyper);
    [w, slots] = [next as Float64, kept as unknown as Slots<S>];
    path.push(w.values[0] as number);
  }
  return path;
}
