import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  LARS,
  LAMB,
  Lion,
  Muon,
  optimizers,
  type Optimizer,
  type OptimizerClass,
} from '../../src/optimizers/index.ts';
import { testBackends } from '../support/backends.ts';

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];
const sizes = [1e-45, 1e-40, 1e-30, 1e-23, 1e-19, 1, 1e18, 1.8e19, 1e20, 1e25, 1e30, 1e37];

/** The weights, from 0.5 on, after an update for each of `gradients`. */
function trained(
  optimizer: Optimizer,
  shape: readonly number[],
  gradients: readonly (readonly number[])[],
) {
  const w = tf.tidy(() => tf.variable(tf.ones([...shape]).div(2)));
  for (const g of gradients) {
    const tensor = tf.tensor([...g], [...shape]);
    optimizer.applyGradients({ [w.name]: tensor });
    tensor.dispose();
  }
  const values = [...w.dataSync()];
  w.dispose();
  optimizer.dispose();
  return values;
}

const pattern = [1, -0.5, 0.25, 1];

describe.each(testBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(rules)('%s makes finite weights of finite gradients, and goes on', (_, Rule) => {
    for (const shape of [[4], [2, 2]]) {
      for (const size of sizes) {
        const large = pattern.map((one) => one * size);
        const path = [large, large, pattern, large.map((one) => -one), pattern];
        const found = trained(new Rule(), shape, path);
        expect(found.every(Number.isFinite), `${size} in [${shape}]: ${found}`).toBe(true);
      }
    }
  });

  it.each([
    ['LARS', () => new LARS(), [4], [1e-23, 1e-19, 1.9e19, 1e20, 1e30]],
    ['LAMB', () => new LAMB({ epsilon: 1e-38, weightDecay: 0 }), [4], [1e-15, 1e-12, 1e18]],
    ['Muon', () => new Muon(), [2, 2], [1e18, 1.9e19, 1e20, 1e30]],
    ['Lion', () => new Lion(), [4], [1e-30, 1e20, 1e37]],
  ] as const)('%s steps as far, whatever the size of the gradient', (_, make, shape, all) => {
    const usual = trained(make(), shape, [pattern]);
    for (const size of all) {
      const found = trained(make(), shape, [pattern.map((one) => one * size)]);
      found.forEach((w, i) => expect(w, `at ${size}`).toBeCloseTo(usual[i] as number, 6));
    }
  });

  it('Lion takes an infinity by its sign', () => {
    const found = trained(new Lion({ learningRate: 0.1 }), [4], [[Infinity, -Infinity, 1, 0]]);
    expect(found.map((w) => Math.round(10 * w) / 10)).toEqual([0.4, 0.6, 0.4, 0.5]);
  });

  it.each(rules)('%s keeps an infinity in its own variable', (_, Rule) => {
    const [w, other] = tf.tidy(() => [tf.variable(tf.ones([2, 2])), tf.variable(tf.ones([2]))]);
    const [bad, g] = [
      tf.tensor([
        [Infinity, 1],
        [1, 1],
      ]),
      tf.tensor([1, -1]),
    ];
    const optimizer = new Rule();
    optimizer.applyGradients({ [w.name]: bad, [other.name]: g });
    expect([...other.dataSync()].every(Number.isFinite)).toBe(true);
    optimizer.dispose();
    tf.dispose([w, other, bad, g]);
  });
});
