import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { orthogonal } from '../../src/regularizers/index.ts';
import { random } from '../../src/shared/random.ts';
import { penalty, read, slope } from './penalty.ts';

beforeAll(() => useBackend('cpu'));

const plain = orthogonal({ strength: 1 });
const matrix = [
  [1, 2],
  [0, -1],
  [3, 0.5],
];

describe('orthogonal', () => {
  it('is 0 for orthonormal columns, and only for those', async () => {
    const turned = [0.6, 0.8].map((one, i, [a, b]) => [one, i === 0 ? -(b as number) : a]);
    expect(await penalty(plain, turned as number[][])).toBeCloseTo(0, 6);
    expect(
      await penalty(plain, [
        [1, 0],
        [0, 1],
        [0, 0],
      ]),
    ).toBe(0);
    expect(
      await penalty(plain, [
        [2, 0],
        [0, 1],
      ]),
    ).toBe(9);
    expect(
      await penalty(plain, [
        [1, 1],
        [0, 0],
      ]),
    ).toBe(2);
  });

  it('is the squared distance of WᵀW from the identity, without ½', async () => {
    // WᵀW of [[1, 2], [0, -1], [3, 0.5]] is [[10, 3.5], [3.5, 5.25]].
    expect(await penalty(plain, matrix)).toBeCloseTo(81 + 2 * 12.25 + 4.25 ** 2, 3);
  });

  it('has the gradient 4 W (WᵀW - I)', async () => {
    const expected = await read(() => {
      const w = tf.tensor2d(matrix);
      return w.matMul(w.matMul(w, true).sub(tf.eye(2)).mul(4) as tf.Tensor2D);
    });
    expect(await slope(plain, matrix)).toEqual(expected.map((one) => expect.closeTo(one, 3)));
  });

  it('takes rows for columns with the same gradient, and a penalty that differs by a constant', async () => {
    const wide = await read(() => tf.tensor2d(matrix).transpose());
    const transposed = [wide.slice(0, 3), wide.slice(3)];
    expect(await penalty(plain, transposed)).toBeCloseTo((await penalty(plain, matrix)) + 1, 3);
    const [tall, other] = [await slope(plain, matrix), await slope(plain, transposed)];
    for (const [i, g] of other.entries()) {
      expect(g).toBeCloseTo(tall[(i % 3) * 2 + Math.floor(i / 3)] as number, 3);
    }
  });

  it('takes a convolution for the matrix of its filters, and a vector for one column', async () => {
    const values = [...random(3).normals(24)];
    const convolution = await read(() => plain(tf.tensor(values, [2, 2, 2, 3])));
    expect(convolution).toEqual(await read(() => plain(tf.tensor(values, [8, 3]))));
    expect(await penalty(plain, [3, 4])).toBe(24 ** 2);
    expect(await penalty(plain, 3)).toBe(64);
  });

  it('makes the columns of a weight orthonormal', async () => {
    const w = tf.tidy(() => tf.variable(tf.tensor2d(random(8).normals(15), [5, 3])));
    const rule = new SGD({ learningRate: 0.02 });
    for (let i = 0; i < 300; i++) rule.minimize(() => plain(w), false, [w]);
    expect((await read(() => w.matMul(w, true))).map((one) => Math.abs(one))).toEqual(
      [1, 0, 0, 0, 1, 0, 0, 0, 1].map((one) => expect.closeTo(one, 4)),
    );
    rule.dispose();
    w.dispose();
  });
});
