import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { expectSame, normal, numbersOn, withGradients } from './on-both.ts';

beforeAll(() => useBackend('wasm'));

const size = (max: number) => fc.integer({ min: 1, max });
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (one: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: 40, seed: 8 });

describe('on wasm as on cpu', () => {
  it('gather and its gradient, along any axis, with indices of any shape', () =>
    check(
      fc
        .record({
          shape: fc.array(size(4), { minLength: 1, maxLength: 4 }),
          picked: fc.array(size(3), { maxLength: 2 }),
        })
        .chain(({ shape, picked }) =>
          fc.record({
            shape: fc.constant(shape),
            picked: fc.constant(picked),
            axis: fc.nat(shape.length - 1),
            seed: fc.nat(99),
          }),
        ),
      ({ shape, picked, axis, seed }) =>
        expectSame(() => {
          const indices = normal(picked, seed).abs().mul(7).floor().toInt();
          const within = indices.mod(tf.scalar(shape[axis] as number, 'int32')).toInt();
          return withGradients((x) => tf.gather(x, within, axis), [normal(shape, 1)]);
        }),
    ));

  it('gather by batches', () =>
    check(
      fc.record({
        batch: size(3),
        outer: size(3),
        rows: size(4),
        inner: fc.array(size(3), { maxLength: 2 }),
        picked: size(5),
        seed: fc.nat(99),
      }),
      ({ batch, outer, rows, inner, picked, seed }) =>
        expectSame(() => {
          const indices = normal([batch, picked], seed).abs().mul(7).floor().toInt();
          const within = indices.mod(tf.scalar(rows, 'int32')).toInt();
          const x = normal([batch, outer, rows, ...inner], 1);
          return [
            tf.gather(x, within, 2, 1),
            tf.gather(x.reshape([batch, outer * rows, ...inner]), within, 1, 1),
          ];
        }),
    ));

  it('the gradient of gather by batches', () =>
    expectSame(() =>
      withGradients(
        (x) =>
          tf.gather(
            x,
            tf.tensor2d(
              [
                [3, 2],
                [2, 1],
                [0, 0],
              ],
              [3, 2],
              'int32',
            ),
            1,
            1,
          ),
        [normal([3, 4, 2], 1)],
      ),
    ));

  it('unsortedSegmentSum, where some rows belong to no segment', () =>
    check(
      fc.record({
        ids: fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 9 }),
        segments: size(5),
        inner: fc.array(size(3), { maxLength: 2 }),
      }),
      ({ ids, segments, inner }) =>
        expectSame(() => {
          const x = normal([ids.length, ...inner], 1);
          return [tf.unsortedSegmentSum(x, tf.tensor1d(ids, 'int32'), segments)];
        }),
    ));
});

describe('on wasm', () => {
  it('unsortedSegmentSum of whole numbers is one of whole numbers', async () => {
    const [sums] = await numbersOn('wasm', () => {
      const x = tf.tensor1d([1, 2, 3], 'int32');
      const sum = tf.unsortedSegmentSum(x, tf.tensor1d([1, 1, 0], 'int32'), 3);
      expect(sum.dtype).toBe('int32');
      return [sum];
    });
    expect([...(sums as Float32Array)]).toEqual([3, 3, 0]);
  });

  it.each([0, 1])('an index outside is refused, with %d batch axes', async (batchDims) => {
    await tf.setBackend('wasm');
    const gather = () =>
      tf.tidy(() => {
        const indices =
          batchDims === 0 ? tf.tensor1d([4], 'int32') : tf.tensor2d([[4]], [1, 1], 'int32');
        return tf.gather(normal([1, 4], 1), indices, 1, batchDims);
      });
    expect(gather).toThrow('the index value 4 is not in [0, 3]');
  });
});
