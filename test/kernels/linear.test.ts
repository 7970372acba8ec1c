import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { normal, numbersOn } from './on-both.ts';

// The gradient of a linear map A is its transpose: ⟨A x, dy⟩ = ⟨x, Aᵀ dy⟩ for every x and dy. tfjs's own gradients of these
// operations break the law on every backend, so that cpu is no oracle here.

const size = (max: number) => fc.integer({ min: 1, max });
const axis = fc
  .record({ taps: size(3), more: fc.nat(4), stride: size(3) })
  .map(({ taps, more, stride }) => ({ inputs: taps + more, taps, stride }));

const pooling = fc.record({
  axes: fc.tuple(axis, axis, axis),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});

const resizing = fc.record({
  from: fc.tuple(size(5), size(5)),
  to: fc.tuple(size(9), size(9)),
  how: fc.constantFrom([false, false], [true, false], [false, true]) as fc.Arbitrary<
    [boolean, boolean]
  >,
});

async function expectTransposed(
  backend: string,
  shape: readonly number[],
  map: (x: tf.Tensor) => tf.Tensor,
) {
  const [there, back] = await numbersOn(backend, () => {
    const x = normal(shape, 1);
    const y = map(x);
    const dy = normal(y.shape, 2);
    const gradient = tf.grad((x: tf.Tensor) => map(x).mul(dy).sum());
    return [y.mul(dy).sum(), gradient(x).mul(x).sum()];
  });
  expect(back?.[0]).toBeCloseTo(there?.[0] as number, 3);
}

describe.each(['cpu', 'wasm'] as const)('on %s the gradient is the transpose of', (backend) => {
  beforeAll(() => useBackend(backend).then(() => {}));
  const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (one: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: 40, seed: 8 });

  it('avgPool', () =>
    check(pooling, ({ axes: [, height, width], pad }) =>
      expectTransposed(backend, [2, height.inputs, width.inputs, 2], (x) =>
        tf.avgPool(x as tf.Tensor4D, [height.taps, width.taps], [height.stride, width.stride], pad),
      ),
    ));

  it('avgPool3d', () =>
    check(pooling, ({ axes, pad }) =>
      expectTransposed(backend, [2, ...axes.map(({ inputs }) => inputs), 2], (x) =>
        tf.avgPool3d(
          x as tf.Tensor5D,
          axes.map(({ taps }) => taps) as [number, number, number],
          axes.map(({ stride }) => stride) as [number, number, number],
          pad,
        ),
      ),
    ));

  it.each([
    ['resizeNearestNeighbor', tf.image.resizeNearestNeighbor],
    ['resizeBilinear', tf.image.resizeBilinear],
  ])('%s', (_, resize) =>
    check(resizing, ({ from, to, how }) =>
      expectTransposed(backend, [2, ...from, 2], (x) => resize(x as tf.Tensor4D, to, ...how)),
    ),
  );

  it('upSampling2d of layers', () =>
    expectTransposed(
      backend,
      [3, 2, 4, 2],
      (x) => tf.layers.upSampling2d({ size: [2, 2] }).apply(x) as tf.Tensor,
    ));
});
