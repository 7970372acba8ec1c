import * as tf from '@tensorflow/tfjs';

type Gradient = { name: string; tensor: tf.Tensor | null | undefined };

export default function adagrad(options: {
  learningRate: number;
  epsilon?: number;
  initialAccumulatorValue?: number;
}) {
  const accumulators: Record<string, Float64Array> = {};
  const optimizer = {
    learningRate: options.learningRate,
    applyGradients(gradients: Gradient[] | Record<string, tf.Tensor>) {
      const list: Gradient[] = Array.isArray(gradients)
        ? gradients
        : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
      for (const { name, tensor } of list) {
        if (!tensor) continue;
        const variable = tf.engine().registeredVariables[name]!;
        const values = variable.dataSync();
        const g = tensor.dataSync();
        const a = (accumulators[name] ??= new Float64Array(values.length).fill(
          options.initialAccumulatorValue ?? 0,
        ));
        const next = Float32Array.from(values, (w, i) => {
          a[i]! += g[i]! ** 2;
          return w - (optimizer.learningRate / (Math.sqrt(a[i]!) + (options.epsilon ?? 1e-8))) * g[i]!;
        });
        tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
      }
    },
  };
  return optimizer;
}
