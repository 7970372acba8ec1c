import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { groupLasso, l1 } from '../../src/regularizers/index.ts';
import { random } from '../../src/shared/random.ts';
import { penalty, read, slope } from './penalty.ts';

beforeAll(() => useBackend('cpu'));

describe('groupLasso', () => {
  // Rows of norms 5 and 13, columns of norms √34 and √160.
  const kernel = [
    [3, -4],
    [-5, 12],
  ];

  it('has one group for each input: √2 · (5 + 13)', async () => {
    expect(await penalty(groupLasso({ strength: 1 }), kernel)).toBeCloseTo(Math.SQRT2 * 18, 4);
  });

  it('has one group for each unit with axis -1', async () => {
    expect(await penalty(groupLasso({ strength: 1, axis: -1 }), kernel)).toBeCloseTo(
      Math.SQRT2 * (Math.sqrt(34) + Math.sqrt(160)),
      4,
    );
    const counted = groupLasso({ strength: 1, axis: 1 });
    expect(await penalty(counted, kernel)).toBe(
      await penalty(groupLasso({ strength: 1, axis: -1 }), kernel),
    );
  });

  it('has one group for each input channel of a convolution', async () => {
    // [2, 1, 2, 2]: 8 weights, of which the channel 0 has 1, 2, 5, 6 and the channel 1 has 3, 4, 7, 8.
    const convolution = [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ];
    expect(await penalty(groupLasso({ strength: 1 }), convolution)).toBeCloseTo(
      2 * (Math.sqrt(66) + Math.sqrt(138)),
      3,
    );
  });

  it('is the lasso where a group is one weight', async () => {
    const [own, lasso] = [groupLasso({ strength: 0.3 }), l1({ l1: 0.3 })];
    for (const w of [[1, -2, 0.5], [[1], [-2], [0.5]], 3]) {
      expect(await penalty(own, w)).toBeCloseTo(await penalty(lasso, w), 6);
      expect(await slope(own, w)).toEqual(
        (await slope(lasso, w)).map((one) => expect.closeTo(one, 6)),
      );
    }
  });

  it('pulls every group to zero with the same force, and leaves one at zero there', async () => {
    const some = [
      [3, -4],
      [0, 0],
      [3e-6, -4e-6],
    ];
    const unit = [0.6, -0.8].map((one) => expect.closeTo(Math.SQRT2 * one, 5));
    expect(await slope(groupLasso({ strength: 1 }), some)).toEqual([...unit, 0, 0, ...unit]);
    // What a tape makes of the plain norm.
    const plain = await read(() =>
      tf.grad((w: tf.Tensor) => w.square().sum(1).sqrt().sum())(tf.tensor2d(some)),
    );
    expect(plain.slice(2, 4)).toEqual([NaN, NaN]);
  });

  it('gives up whole inputs, where l1 gives up single weights', async () => {
    const { x, y } = tf.tidy(() => {
      const draw = random(5);
      const x = tf.tensor2d(draw.normals(60 * 6), [60, 6]);
      const truth = tf.tensor2d(
        [1, -1, 0.5, 0.05, 1, -2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [6, 3],
      );
      return { x, y: x.matMul(truth).add(tf.tensor2d(draw.normals(180), [60, 3]).mul(0.3)) };
    });
    const group = groupLasso({ strength: 0.1 });
    const w = tf.tidy(() => tf.variable(tf.ones([6, 3])));
    const rule = new SGD({ learningRate: 0.05 });
    const loss = () => x.matMul(w).sub(y).square().mean().add(group(w)) as tf.Scalar;
    for (let i = 0; i < 400; i++) rule.minimize(loss, false, [w]);
    const norms = await read(() => w.square().sum(1).sqrt());
    for (const norm of norms.slice(0, 2)) expect(norm).toBeGreaterThan(0.5);
    // A subgradient steps across zero by at most lr · strength · √3.
    for (const norm of norms.slice(2)) expect(norm).toBeLessThan(0.05 * 0.1 * Math.sqrt(3) * 1.1);
    rule.dispose();
    tf.dispose([x, y, w]);
  });

  it('refuses an axis that a weight does not have', () => {
    expect(() => groupLasso({ axis: 0.5 })).toThrow('groupLasso: axis must be a whole number');
    tf.tidy(() => {
      const w = tf.ones([2, 3]);
      expect(() => groupLasso({ axis: 2 })(w)).toThrow(
        "groupLasso: axis must be one of a weight's 2 axes, got 2 for shape [2,3]",
      );
      expect(() => groupLasso({ axis: -3 })(w)).toThrow(/got -3/);
    });
  });
});
