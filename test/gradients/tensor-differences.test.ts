import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { tensorDifferences } from '../../src/gradients/tensor-differences.ts';

await useBackend('cpu');

it('finds the slopes of a known bowl at the places asked for, and leaves the variable as it was', async () => {
  const values = [0.5, -1.25, 3, 0];
  const w = tf.variable(tf.tensor2d(values, [2, 2]));
  // w0² + 2 w1² + 3 w2² + 4 w3²: the slope of each is twice its factor times the weight.
  const loss = () =>
    w
      .square()
      .mul(tf.tensor2d([1, 2, 3, 4], [2, 2]))
      .sum<tf.Scalar>();
  const before = tf.memory().numTensors;
  const slopes = await tensorDifferences(loss, w, [2, 0, 3], 1e-2);
  for (const [i, slope] of [18, 1, 0].entries()) expect(slopes[i]).toBeCloseTo(slope, 2);
  expect(slopes).toHaveLength(3);
  expect(Array.from(await w.data())).toEqual(values);
  expect(tf.memory().numTensors).toBe(before);
  w.dispose();
});

it('takes a difference to one side with a single further call of the loss', async () => {
  const w = tf.variable(tf.tensor1d([1, 2]));
  let calls = 0;
  const loss = () => {
    calls += 1;
    return w.square().sum<tf.Scalar>();
  };
  const slopes = await tensorDifferences(loss, w, [0, 1], 1 / 64, 1);
  // ((x + h)² - x²) / h, with a step in proportion to weights above 1.
  expect(slopes[0]).toBeCloseTo(2 + 1 / 64, 4);
  expect(slopes[1]).toBeCloseTo(4 + 2 / 64, 4);
  expect(calls).toBe(3);
  w.dispose();
});
