import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import {
  accuracy,
  classifier,
  convolutionalClassifier,
  crossEntropy,
  residualClassifier,
  type Classifier,
} from '../../src/problems/classifier.ts';
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
    const { variables } = classifier('test', { widths: [64, 200, 100] }, random(1));
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

  it('takes tanh in place of ReLU, and starts its hidden kernels as much wider as the gain says', async () => {
    const [one, two] = [1, 2].map((gain) =>
      classifier('test', { widths: [3, 4, 2], activation: 'tanh', gain }, random(1)),
    ) as [Classifier, Classifier];
    const values = async ({ variables }: Classifier, i: number) => [
      ...(await (variables[i] as tf.Variable).data()),
    ];
    const first = await values(one, 0);
    expect(await values(two, 0)).toEqual(first.map((value) => 2 * value));
    expect(await values(two, 2)).toEqual(await values(one, 2));
    const x = tf.tensor2d([10, -10, 10], [1, 3]);
    const [k1, , k2] = one.variables as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
    const expected = await read(() => tf.tanh(x.matMul(k1)).matMul(k2));
    expect(await read(() => one.logits(x))).toEqual(expected);
    tf.dispose([...one.variables, ...two.variables, x]);
  });

  it('with filters slides them over a rim of zeros, cuts below 0 and keeps the largest of each four', async () => {
    const network = convolutionalClassifier(
      'test',
      { side: 4, outputs: 3, filters: [2, 5] },
      random(1),
    );
    const { variables } = network;
    expect(variables.map(({ shape }) => shape)).toEqual([
      [3, 3, 1, 2],
      [2],
      [3, 3, 2, 5],
      [5],
      [5, 3],
      [3],
    ]);
    // Two layers by hand: [row][column][channel], a filter at [row][column][input][output].
    const nested = (tensor: tf.Tensor) => tensor.array() as Promise<unknown>;
    const layerOf = async (i: number, image: number[][][]) => {
      const kernel = (await nested(variables[2 * i] as tf.Variable)) as number[][][][];
      const count = kernel[0]?.[0]?.[0]?.length ?? 0;
      const answer = (row: number, column: number, to: number) =>
        kernel.reduce(
          (sum, line, u) =>
            line.reduce(
              (sum, inputs, v) =>
                inputs.reduce(
                  (sum, weights, from) =>
                    sum + (weights[to] ?? 0) * (image[row + u - 1]?.[column + v - 1]?.[from] ?? 0),
                  sum,
                ),
              sum,
            ),
          0,
        );
      const half = Array.from({ length: image.length / 2 }, (_, r) => r);
      return half.map((r) =>
        half.map((c) =>
          Array.from({ length: count }, (_, to) =>
            Math.max(
              0,
              ...[0, 1].flatMap((u) => [0, 1].map((v) => answer(2 * r + u, 2 * c + v, to))),
            ),
          ),
        ),
      );
    };
    const pixels = random(2).normals(16);
    const image = [0, 1, 2, 3].map((r) => [0, 1, 2, 3].map((c) => [pixels[4 * r + c] as number]));
    const features = (await layerOf(1, await layerOf(0, image))).flat(2);
    const last = (await nested(variables[4] as tf.Variable)) as number[][];
    const x = tf.tensor2d([...pixels], [1, 16]);
    const found = await read(() => network.logits(x));
    for (const [k, logit] of found.entries())
      expect(logit).toBeCloseTo(
        features.reduce((sum, h, j) => sum + h * (last[j]?.[k] ?? NaN), 0),
        5,
      );
    tf.dispose([...variables, x]);
  });

  it('with residual blocks adds to a sum: blocks of 0 change nothing', async () => {
    const network = residualClassifier(
      'test',
      { inputs: 3, outputs: 2, width: 4, blocks: 2 },
      random(1),
    );
    expect(network.variables.map(({ shape }) => shape)).toEqual([
      [3, 4],
      [4],
      ...Array.from({ length: 4 }, () => [[4, 4], [4]]).flat(),
      [4, 2],
      [2],
    ]);
    const x = tf.tensor2d([1, 2, 3], [1, 3]);
    const before = await read(() => network.logits(x));
    for (const i of [4, 8]) network.variables[i]?.assign(tf.zeros([4, 4]));
    const [first, last] = [0, 10].map((i) => network.variables[i]) as tf.Tensor[] as [
      tf.Tensor,
      tf.Tensor,
    ];
    const straight = await read(() => x.matMul(first).matMul(last));
    const after = await read(() => network.logits(x));
    after.forEach((value, i) => expect(value).toBeCloseTo(straight[i] as number, 5));
    expect(after).not.toEqual(before);
    tf.dispose([...network.variables, x]);
  });

  it('computes relu(x · K1 + b1) · K2 + b2', async () => {
    const network = classifier('test', { widths: [2, 2, 1] }, random(1));
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
