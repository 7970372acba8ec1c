import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { compareGradients, numericGradient, softmaxGradient } from '../../src/gradients/index.ts';
import { random } from '../../src/shared/random.ts';

await useBackend('cpu');

function task(seed: number, examples = 6, inputs = 3, classes = 4) {
  const draw = random(seed);
  const rows = (count: number, length: number) =>
    Array.from({ length: count }, () => [...draw.normals(length)]);
  return {
    inputs: rows(examples, inputs),
    labels: Array.from({ length: examples }, () => Math.floor(classes * draw.uniform())),
    weights: rows(inputs, classes),
    biases: rows(1, classes).flat(),
  };
}

describe('softmaxGradient', () => {
  it('is the average image times the error of a blank model, whose chances are all equal', () => {
    const gradient = softmaxGradient({
      inputs: [[1, 2]],
      labels: [1],
      weights: [
        [0, 0],
        [0, 0],
      ],
      biases: [0, 0],
    });
    expect(gradient).toEqual({
      weights: [
        [0.5, -0.5],
        [1, -1],
      ],
      biases: [0.5, -0.5],
    });
  });

  it.each([1, 2, 3])(
    'agrees with what tfjs derives, and with differences of its loss (seed %i)',
    (seed) => {
      const { inputs, labels, weights, biases } = task(seed);
      const ours = softmaxGradient({ inputs, labels, weights, biases });
      const [byWeights, byBiases] = tf.grads((w, b) =>
        tf.losses.softmaxCrossEntropy(
          tf.oneHot(tf.tensor1d(labels, 'int32'), 4),
          tf.tensor2d(inputs).matMul(w).add(b),
        ),
      )([tf.tensor2d(weights), tf.tensor1d(biases)]);
      const theirs = [
        ...(byWeights as tf.Tensor).dataSync(),
        ...(byBiases as tf.Tensor).dataSync(),
      ];
      const flat = [...ours.weights.flat(), ...ours.biases];
      for (const [i, slope] of flat.entries()) expect(slope).toBeCloseTo(theirs[i] as number, 6);

      const loss = (at: readonly number[]) => {
        const losses = inputs.map((x, i) => {
          const scores = biases.map((_, k) =>
            x.reduce((sum, xj, j) => sum + xj * (at[4 * j + k] as number), at[12 + k] as number),
          );
          const all = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
          return all - (scores[labels[i] as number] as number);
        });
        return losses.reduce((sum, one) => sum + one, 0) / losses.length;
      };
      const numeric = numericGradient(loss, [...weights.flat(), ...biases]);
      expect(compareGradients(flat, numeric).agrees).toBe(true);
    },
  );

  it('stays finite for scores beyond what exp can take', () => {
    const { weights, biases } = softmaxGradient({
      inputs: [[1000], [-1000]],
      labels: [1, 1],
      weights: [[1, -1]],
      biases: [0, 0],
    });
    expect(weights).toEqual([[500, -500]]);
    expect(biases).toEqual([0.5, -0.5]);
  });

  it.each([
    [{ inputs: [] }, 'inputs must have at least one row'],
    [{ labels: [0] }, 'labels must be 6, one for each row'],
    [{ labels: [0, 1, 2, 3, 4, 0] }, 'labels must be whole numbers from 0 to 3'],
    [{ weights: [[1, 2, 3, 4]] }, 'each row of inputs must have 1 numbers'],
    [{ biases: [0] }, 'each row of weights must have 1 numbers'],
  ])('says what does not fit in %j', (part, message) => {
    expect(() => softmaxGradient({ ...task(1), ...part })).toThrow(message);
  });
});
