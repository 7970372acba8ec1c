import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { expectSame, normal, numbersOn, withGradients } from './on-both.ts';

beforeAll(() => useBackend('wasm'));

const size = (max: number) => fc.integer({ min: 1, max });
const axis = fc
  .record({ taps: size(3), more: fc.nat(4), stride: size(3) })
  .map(({ taps, more, stride }) => ({ inputs: taps + more, taps, stride }));

/** Values of either sign, and of one sign only; rounded, so that windows hold equals. */
const values = fc.constantFrom<(x: tf.Tensor) => tf.Tensor>(
  (x) => x,
  (x) => x.abs().neg(),
  (x) => x.mul(2).round(),
  (x) => x.relu().neg(),
);

const pooling = (dimensions: 2 | 3) =>
  fc.record({
    batch: size(3),
    channels: size(3),
    axes: fc.array(axis, { minLength: dimensions, maxLength: dimensions }),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    values,
  });
type Pooling = ReturnType<typeof pooling> extends fc.Arbitrary<infer T> ? T : never;

const check = (
  dimensions: 2 | 3,
  numRuns: number,
  pool: (x: tf.Tensor, one: Pooling, taps: number[], strides: number[]) => tf.Tensor,
) =>
  fc.assert(
    fc.asyncProperty(pooling(dimensions), (one) =>
      expectSame(() => {
        const { batch, axes, channels, values } = one;
        const x = normal([batch, ...axes.map(({ inputs }) => inputs), channels], 1);
        const [taps, strides] = [axes.map(({ taps }) => taps), axes.map(({ stride }) => stride)];
        return withGradients((x) => pool(x, one, taps, strides), [values(x)]);
      }),
    ),
    { numRuns, seed: 8 },
  );

describe('on wasm as on cpu', () => {
  it('maxPool and its gradient', () =>
    check(2, 80, (x, { pad }, taps, strides) =>
      tf.maxPool(x as tf.Tensor4D, taps as [number, number], strides as [number, number], pad),
    ));

  // On cpu a window that is not as wide as high loses gradients.
  it('maxPool3d and its gradient, for windows as wide as high', () =>
    check(3, 40, (x, { pad }, [depth = 1, height = 1], strides) =>
      tf.maxPool3d(
        x as tf.Tensor5D,
        [depth, height, height],
        strides as [number, number, number],
        pad,
      ),
    ));

  it.each([
    [
      'explicit padding',
      (x) =>
        tf.maxPool(x, 3, 2, [
          [0, 0],
          [1, 2],
          [2, 0],
          [0, 0],
        ]),
    ],
    ['padding by a number', (x) => tf.maxPool(x, 3, 2, 1)],
  ] satisfies [string, (x: tf.Tensor4D) => tf.Tensor][])('maxPool with %s', (_, pool) =>
    expectSame(() =>
      withGradients((x) => pool(x as tf.Tensor4D), [normal([2, 7, 6, 3], 1).sub(1)]),
    ),
  );
});

describe('a window of maxPool3d that is one deep', () => {
  it('pools as maxPool does, however wide and high', () =>
    fc.assert(
      fc.asyncProperty(pooling(2), async ({ batch, axes, channels }) => {
        const [taps, strides] = [axes.map(({ taps }) => taps), axes.map(({ stride }) => stride)];
        const [y, dx, deepY, deepDx] = await numbersOn('wasm', () => {
          const x = normal([batch, ...axes.map(({ inputs }) => inputs), channels], 1).sub(1);
          const flat = (x: tf.Tensor) =>
            tf.maxPool(
              x as tf.Tensor4D,
              taps as [number, number],
              strides as [number, number],
              'valid',
            );
          const deep = (x: tf.Tensor) =>
            tf.maxPool3d(
              x as tf.Tensor5D,
              [1, ...taps] as [number, number, number],
              [1, ...strides] as [number, number, number],
              'valid',
            );
          return [...withGradients(flat, [x]), ...withGradients(deep, [x.expandDims(1)])];
        });
        expect(deepY).toEqual(y);
        expect(deepDx).toEqual(dx);
      }),
      { numRuns: 40, seed: 8 },
    ));
});
