import * as tf from '@tensorflow/tfjs';
import { optimizers, type OptimizerClass } from '../optimizers/index.ts';

/** The rules whose updates of a matrix no kernel makes on the backend that now runs, by name, each with the reason. */
export function tensorUpdates(): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, Rule] of Object.entries(optimizers) as unknown as [string, OptimizerClass][]) {
    const one = new Rule();
    const w = tf.tidy(() => tf.variable(tf.ones([2, 3])));
    const g = tf.onesLike(w);
    one.applyGradients({ [w.name]: g });
    if (one.path !== 'fused') found[name] = (one.path as string).replace(/^tensors: /, '');
    one.dispose();
    tf.dispose([w, g]);
  }
  return found;
}
