import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { Adam } from '../../src/optimizers/index.ts';
import { freshWalk, type Stream } from '../../src/verify/index.ts';
import { descend, steps } from '../support/step.ts';
import { adam } from '../../src/rules/index.ts';

it.each([1e-4, 0.3, -2, 1e5])('takes a first step of lr against the sign of %d', async (g) => {
  const [, [w]] = (await steps(new Adam({ learningRate: 0.01 }), [0], [[g]])) as [
    unknown,
    [number],
  ];
  expect(w / (-0.01 * Math.sign(g))).toBeCloseTo(1, 3);
});

it('follows hand-made numbers: two updates with beta1 = beta2 = 1/2', () => {
  const options = { learningRate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0 };
  const gradients = [2, -1];
  // m: 1, 0; mHat: 2, 0. v: 2, 1.5; vHat: 4, 2. Steps: 2 / 2, 0.
  let update = 0;
  expect(descend(adam, options, 5, () => gradients[update++] as number, 2)).toEqual([5, 4, 4]);
});

it('adds epsilon outside the root: a gradient of its size takes half a step', () => {
  const options = { learningRate: 0.1, epsilon: 1e-3 };
  const [, w] = descend(adam, options, 0, () => 1e-3, 1) as [number, number];
  expect(w).toBeCloseTo(-0.05, 12);
});

it('steps by exactly lr under a steady gradient, at every update', () => {
  const path = descend(adam, { learningRate: 0.25, epsilon: 0 }, 0, () => 3, 50);
  path.forEach((w, t) => expect(w).toBeCloseTo(-0.25 * t, 12));
});

it('does not feel the scale of the gradient while epsilon is 0', () => {
  const wave = (scale: number) => {
    let t = 0;
    return () => scale * Math.cos(t++);
  };
  const path = (scale: number) => descend(adam, { epsilon: 0 }, 1, wave(scale), 60);
  const reference = path(1);
  path(1e6).forEach((w, t) => expect(w).toBeCloseTo(reference[t] as number, 12));
});

it('counts the updates of each variable by itself', async () => {
  const rule = new Adam({ learningRate: 0.1, epsilon: 0 });
  await steps(
    rule,
    [0],
    Array.from({ length: 20 }, () => [1]),
  );
  // A new variable begins with a whole step, as it would under a new optimizer.
  expect((await steps(rule, [0], [[1]])).at(-1)?.[0]).toBeCloseTo(-0.1, 6);
});

it('takes more exact steps than tf.train.adam, which corrects with a running product in float32', async () => {
  // A rate that is a power of two: the steps of a steady gradient add up without rounding.
  const [rate, updates] = [2 ** -10, 10];
  const steady: Stream = {
    variables: [{ shape: [1], start: [0] }],
    updates: Array.from({ length: updates }, () => ({ rate, gradients: [[1]] })),
  };
  const error = async (make: () => tf.Optimizer) => {
    const path = await freshWalk(make, steady);
    return Math.abs((path.at(-1)?.[0] as number) / (-rate * updates) - 1);
  };
  expect(await error(() => tf.train.adam(rate, 0.9, 0.999, 1e-8))).toBeGreaterThan(5e-6);
  expect(await error(() => new Adam({ learningRate: rate }))).toBeLessThan(1e-7);
});
