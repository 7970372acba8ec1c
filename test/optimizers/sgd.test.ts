import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { SGD } from '../../src/optimizers/index.ts';
import { descend, steps } from '../support/step.ts';
import { sgd } from '../../src/rules/index.ts';

it('steps against the gradient by the learning rate', async () => {
  const path = await steps(new SGD({ learningRate: 0.5 }), [1, -2], [[0.25, -0.5], [1, 0]]); // prettier-ignore
  expect(path).toEqual([[1, -2], [0.875, -1.75], [0.375, -1.75]]); // prettier-ignore
});

it('walks the closed form of a bowl: w shrinks by 1 - lr · curvature', () => {
  const path = descend(sgd, { learningRate: 0.1 }, 3, (w) => 4 * w, 20);
  path.forEach((w, t) => expect(w).toBeCloseTo(3 * 0.6 ** t, 12));
});

it('blows up as soon as lr · curvature passes 2', () => {
  const last = (learningRate: number) => descend(sgd, { learningRate }, 1, (w) => w, 50).at(-1);
  expect(Math.abs(last(1.99) as number)).toBeLessThan(1);
  expect(Math.abs(last(2.01) as number)).toBeGreaterThan(1);
});

it('minimizes a function of variables', async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor([1, -3])));
  const rule = new SGD({ learningRate: 0.25 });
  for (let i = 0; i < 30; i++) rule.minimize(() => w.square().sum(), false, [w]);
  for (const value of await w.data()) expect(value).toBeCloseTo(0, 6);
  w.dispose();
});
