import * as tf from '@tensorflow/tfjs';

export const create = (options: { learningRate: number }) => {
  let rate = options.learningRate;
  return {
    setLearningRate: (next: number) => {
      rate = next;
    },
    applyGradients(gradients: any) {
      const pairs: [string, tf.Tensor | null | undefined][] = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }: any) => [name, tensor])
        : Object.entries(gradients);
      tf.tidy(() => {
        pairs
          .filter(([, g]) => g != null)
          .forEach(([name, g]) => {
            const w = tf.engine().registeredVariables[name];
            w.assign(w.add(g!.mul(-rate)));
          });
      });
    },
  };
};
