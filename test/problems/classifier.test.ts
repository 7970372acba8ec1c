import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { accuracy, classifier, crossEntropy } from '../../src/problems/classifier.ts';
import { random } from '../../src/shared/random.ts';
import { deviation, mean } from '../../src/shared/stats.ts';

beforeAll(() => useBackend('cpu'));

async function read(make: () => tf.Tensor): Promise<number[]> {
  const tensor = tf.tidy(make);
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}

describe('classifier', () => {
  it('starts with He variance below a ReLU, Glorot variance at the end, and biases at 0', async () => {
    const { variables } = classifier('test', [64, 200, 100], random(1));
    const [kernel1, bias1, kernel2, bias2] = await Promise.all(
      variables.map(async (variable) => [...(await variable.data())]),
    );
    expect(variables.map(({ shape }) => shape)).toEqual([[64, 200], [200], [200, 100], [100]]);
    expect(deviation(kernel1 ?? []) / Math.sqrt(2 / 64)).toBeCloseTo(1, 1);
    expect(deviation(kernel2 ?? []) / Math.sqrt(2 / 300)).toBeCloseTo(1, 1);
    expect(Math.abs(mean(kernel1 ?? []))).toBeLessThan(0.01);
    expect([...(bias1 ?? []), ...(bias2 ?? [])].every((bias) => bias === 0)).toBe(true);
    tf.dispose([...variables]);
  });

  it('computes relu(x · K1 + b1) · K2 + b2', async () => {
    const network = classifier('test', [2, 2, 1], random(1));
    const [kernel1, bias1, kernel2, bias2] = network.variables;
    kernel1?.assign(tf.tensor2d([1, -1, 2, 0], [2, 2]));
    bias1?.assign(tf.tensor1d([0.5, 0.25]));
    kernel2?.assign(tf.tensor2d([3, 10], [2, 1]));
    bias2?.assign(tf.tensor1d([-1]));
    // Hidden: 1 + 2 + 0.5 = 3.5, and relu(-1 + 0.25) = 0.
    expect(await read(() => network.logits(tf.tensor2d([1, 1], [1, 2])))).toEqual([3 * 3.5 - 1]);
    tf.dispose([...network.variables]);
  });

  it('has the cross-entropy of -log p, also for logits whose exponentials overflow', async () => {
    const oneHot = tf.tensor2d([1, 0, 0, 1, 0, 0], [2, 3]);
    const [small] = await read(() => crossEntropy(tf.tensor2d([1, 2, 3, 0, 0, 0], [2, 3]), oneHot));
    const p = Math.exp(1) / (Math.exp(1) + Math.exp(2) + Math.exp(3));
    expect(small).toBeCloseTo((-Math.log(p) + Math.log(3)) / 2, 5);
    const [large] = await read(() =>
      crossEntropy(tf.tensor2d([1000, 0, 0, 0, 1000, 0], [2, 3]), oneHot),
    );
    expect(large).toBe(500);
    oneHot.dispose();
  });

  it('counts the rows whose largest logit is at the label', async () => {
    const logits = [1, 2, 3, 5, 4, 3, 0, 9, 1, 2, 1, 1];
    const labels = [0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0];
    expect(
      await read(() => accuracy(tf.tensor2d(logits, [4, 3]), tf.tensor2d(labels, [4, 3]))),
    ).toEqual([0.75]);
  });
});
