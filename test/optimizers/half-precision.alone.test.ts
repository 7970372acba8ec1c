import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Adamax, optimizers, SGD, type OptimizerClass } from '../../src/optimizers/index.ts';
import { half, registerHalfBackend } from '../support/half-precision.ts';

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];
const simple = ['sgd', 'momentum', 'nesterov', 'sgdw', 'ftrl'];

/** Where a weight is after ten updates by one gradient, from 0. */
function trained(optimizer: tf.Optimizer, gradient: number): number {
  const [w, g] = tf.tidy(() => [tf.variable(tf.zeros([1])), tf.variable(tf.tensor([gradient]))]);
  try {
    for (let i = 0; i < 10; i++) optimizer.applyGradients({ [w.name]: g });
    return w.dataSync()[0] as number;
  } finally {
    optimizer.dispose();
    tf.dispose([w, g]);
  }
}

it.each([
  [1 + 2 ** -12, 1],
  [1 + 2 ** -10, 1 + 2 ** -10],
  [2 ** -15, 0],
  [1e5, Infinity],
  [-3, -3],
])('half precision takes %d for %d', (x, y) => {
  expect(half(x)).toBe(y);
});

describe('on a backend of half precision', () => {
  beforeAll(async () => {
    await registerHalfBackend();
    await tf.setBackend('half');
  });
  afterAll(() => tf.setBackend('cpu'));

  it('rounds as such a backend does', () => {
    expect(
      tf.tidy(
        () =>
          tf
            .scalar(1)
            .add(2 ** -12)
            .sub(1)
            .dataSync()[0],
      ),
    ).toBe(0);
    expect(tf.tidy(() => tf.scalar(1e-3).square().dataSync()[0])).toBe(0);
    expect(tf.backend().epsilon()).toBe(1e-4);
  });

  it('tfjs steps up to a thousand times too far with its epsilon of 1e-4', () => {
    expect(trained(tf.train.adam(0.1), 1)).toBeCloseTo(-1, 1);
    expect(trained(tf.train.adam(0.1), 0.1)).toBeLessThan(-500);
  });

  it.each(rules.filter(([name]) => !simple.includes(name)))(
    '%s refuses, and nothing moves',
    (_, Rule) => {
      for (const gradient of [0, 0.1]) {
        const optimizer = new Rule();
        expect(() => trained(optimizer, gradient)).toThrow(
          new RegExp(
            `^${Rule.name}: needs float32, and the backend "half" computes in half precision: .*; choose another backend`,
          ),
        );
        expect(optimizer.iterations).toBe(0);
      }
    },
  );

  it.each(rules.filter(([name]) => simple.includes(name)))('%s trains as in float32', (_, Rule) => {
    const found = [0, 1e-2, 1].map((gradient) =>
      trained(new Rule({ learningRate: 0.1 }), gradient),
    );
    void tf.setBackend('cpu');
    const right = [0, 1e-2, 1].map((gradient) =>
      trained(new Rule({ learningRate: 0.1 }), gradient),
    );
    void tf.setBackend('half');
    found.forEach((w, i) =>
      expect(Math.abs(w - (right[i] as number))).toBeLessThanOrEqual(
        0.05 * Math.abs(right[i] as number),
      ),
    );
  });

  it('takes an epsilon that is enough, where there is one, and no other', () => {
    expect(trained(new Adamax({ learningRate: 0.1, epsilon: 1e-4 }), 0.1)).toBeCloseTo(-1, 1);
    expect(() => trained(new optimizers.adam({ epsilon: 1e-4 }), 0.1)).toThrow(
      /by a gradient of 0.001 lead to/,
    );
  });

  it('leaves a backend of float32 alone', async () => {
    await tf.setBackend('cpu');
    expect(trained(new optimizers.adam({ learningRate: 0.1 }), 0.1)).toBeCloseTo(-1, 5);
    expect(trained(new SGD({ learningRate: 0.1 }), 0.1)).toBeCloseTo(-0.1, 5);
    await tf.setBackend('half');
  });
});
