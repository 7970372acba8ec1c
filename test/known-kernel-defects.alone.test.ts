import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { quieten } from '../src/backend/quieten.ts';

// What backends of tfjs lack or compute wrongly, and `useBackend` mends; here they are started without it. A test that fails is
// good news: the kernel that stands in for that defect can go.

const valuesOf = async (tensor: tf.Tensor) => [...(await tensor.data())];
const ones = (shape: tf.Tensor4D['shape']) => tf.ones<tf.Rank.R4>(shape);
const image = (values: number[], shape: number[]) => tf.tensor(values, shape);
const slope = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor) =>
  tf.grad((x: tf.Tensor) => f(x).sum())(x);

describe(`tfjs-backend-cpu ${tf.version['tfjs-backend-cpu']}`, () => {
  beforeAll(async () => {
    quieten();
    await tf.setBackend('cpu');
  });

  it('gives padding a share of the gradient of an average', async () => {
    // All four windows hold all four inputs, so that each has a quarter of each average: 1 in all.
    const gradient = tf.tidy(() =>
      slope((x) => tf.avgPool(x as tf.Tensor4D, 3, 1, 'same'), ones([1, 2, 2, 1])),
    );
    expect(await valuesOf(gradient)).toEqual(Array(4).fill(expect.closeTo(4 / 9)));
    gradient.dispose();
  });

  it('gives the images of a batch the gradients of others when it resizes to the nearest', async () => {
    const of = tf.tensor([1, 1, 1, 1, 5, 5, 5, 5], [2, 2, 2, 1]);
    const gradient = tf.tidy(() =>
      slope(
        (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2, 2]).mul(of),
        ones([2, 1, 1, 1]),
      ),
    );
    expect(await valuesOf(gradient)).not.toEqual([4, 20]);
    tf.dispose([of, gradient]);
  });

  it('has no gradient of a bilinear resize that is not as high as wide', () => {
    const resize = (x: tf.Tensor) => tf.image.resizeBilinear(x as tf.Tensor4D, [2, 2]);
    expect(() => tf.tidy(() => slope(resize, ones([1, 2, 3, 1])))).toThrow(
      'does not match the shape',
    );
  });
});

describe(`tfjs-backend-wasm ${version_wasm}`, () => {
  beforeAll(async () => {
    const manifest = createRequire(import.meta.url).resolve(
      '@tensorflow/tfjs-backend-wasm/package.json',
    );
    setWasmPaths(join(dirname(manifest), 'wasm-out') + sep);
    expect(await tf.setBackend('wasm')).toBe(true);
    return async () => {
      await tf.setBackend('cpu');
    };
  });

  it('takes the sign of a small number for 0', async () => {
    const signs = tf.tidy(() => tf.tensor([1, -1, 1e-6, 1e-8, -1e-8]).sign());
    expect(await valuesOf(signs)).toEqual([1, -1, 1, 0, expect.closeTo(0)]);
    signs.dispose();
  });

  it.each([
    [
      'a convolution',
      () => slope((w) => tf.conv2d(ones([1, 2, 2, 1]), w as tf.Tensor4D, 1, 1), ones([1, 1, 1, 1])),
    ],
    [
      'a depthwise convolution',
      () =>
        slope(
          (w) => tf.depthwiseConv2d(ones([1, 2, 2, 1]), w as tf.Tensor4D, 1, 'same'),
          ones([1, 1, 1, 1]),
        ),
    ],
    ['an embedding', () => slope((w) => tf.gather(w, tf.tensor1d([0], 'int32')), tf.ones([2, 2]))],
  ])('cannot train %s', (_, gradient) => {
    expect(() => tf.tidy(gradient)).toThrow("not registered for backend 'wasm'");
  });

  it.each<[string, () => tf.Tensor, number[]]>([
    [
      'gives zeros for a convolution whose stride leaves inputs over',
      () => tf.conv2d(ones([1, 6, 6, 1]), ones([2, 2, 1, 1]), 3, 'same'),
      [0, 0, 0, 0],
    ],
    [
      'sends the gradient of a maximum below zero to another input',
      () =>
        slope(
          (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'),
          image([-4, -3, -2, -1], [1, 2, 2, 1]),
        ),
      [expect.not.closeTo(0), 0, 0, 0],
    ],
    [
      'takes the least positive number for a maximum below zero in three dimensions',
      () =>
        tf.maxPool3d(
          image([-4, -3, -2, -1], [1, 1, 2, 2, 1]) as tf.Tensor5D,
          [1, 2, 2],
          1,
          'valid',
        ),
      [expect.closeTo(0)],
    ],
  ])('%s', async (_, wrong, numbers) => {
    const got = tf.tidy(wrong);
    expect(await valuesOf(got)).toEqual(numbers);
    got.dispose();
  });
});
