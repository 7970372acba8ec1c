import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { expectSame, normal, numbersOn, withGradients } from './on-both.ts';

beforeAll(() => useBackend('wasm'));

const size = (max: number) => fc.integer({ min: 1, max });

/** One axis: how many inputs, how large a filter, its stride, and what explicit padding adds before and after. */
const axis = fc
  .record({ taps: size(4), more: fc.nat(6), stride: size(3), before: fc.nat(3), after: fc.nat(3) })
  .map(({ taps, more, stride, before, after }) => ({
    inputs: taps + more,
    taps,
    stride,
    // More padding than this shows some window nothing but padding.
    margins: [Math.min(before, taps - 1), Math.min(after, taps - 1)] as [number, number],
  }));
type Axis = typeof axis extends fc.Arbitrary<infer T> ? T : never;

const flat = fc.record({
  batch: size(3),
  axes: fc.tuple(axis, axis),
  channels: size(4),
  filters: size(3),
  pad: fc.constantFrom('same' as const, 'valid' as const, 'explicit' as const),
});
type Flat = typeof flat extends fc.Arbitrary<infer T> ? T : never;

const inputs = (axes: readonly Axis[]) => axes.map((one) => one.inputs);
const taps = (axes: readonly Axis[]) => axes.map((one) => one.taps);
const strides = ([height, width]: readonly [Axis, Axis]): [number, number] => [
  height.stride,
  width.stride,
];
const padding = ({ pad, axes }: Flat) =>
  pad === 'explicit'
    ? ([[0, 0], ...axes.map(({ margins }) => margins), [0, 0]] as tf.backend_util.ExplicitPadding)
    : pad;

const check = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number, holds: (one: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns, seed: 8 });

describe('on wasm as on cpu', () => {
  it('conv2d and its gradients', () =>
    check(flat, 60, (one) =>
      expectSame(() =>
        withGradients(
          (x, filter) =>
            tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides(one.axes), padding(one)),
          [
            normal([one.batch, ...inputs(one.axes), one.channels], 1),
            normal([...taps(one.axes), one.channels, one.filters], 2),
          ],
        ),
      ),
    ));

  it('depthwiseConv2d and its gradients', () =>
    check(flat, 60, (one) =>
      expectSame(() =>
        withGradients(
          (x, filter) =>
            tf.depthwiseConv2d(
              x as tf.Tensor4D,
              filter as tf.Tensor4D,
              strides(one.axes),
              padding(one),
            ),
          [
            normal([one.batch, ...inputs(one.axes), one.channels], 1),
            normal([...taps(one.axes), one.channels, one.filters], 2),
          ],
        ),
      ),
    ));

  it('conv2dTranspose and its gradients', () =>
    check(flat, 40, ({ batch, axes, channels, filters, pad }) => {
      const [height, width] = axes.map(({ inputs, stride, taps }) =>
        pad === 'same' ? inputs * stride : (inputs - 1) * stride + taps,
      ) as [number, number];
      return expectSame(() =>
        withGradients(
          (x, filter) =>
            tf.conv2dTranspose(
              x as tf.Tensor4D,
              filter as tf.Tensor4D,
              [batch, height, width, channels],
              strides(axes),
              pad === 'same' ? 'same' : 'valid',
            ),
          [
            normal([batch, ...inputs(axes), filters], 1),
            normal([...taps(axes), channels, filters], 2),
          ],
        ),
      );
    }));

  it('conv3d and its gradients', () =>
    check(
      fc.record({
        batch: size(2),
        axes: fc.tuple(axis, axis, axis),
        channels: size(2),
        filters: size(2),
        pad: fc.constantFrom('same' as const, 'valid' as const),
      }),
      30,
      ({ batch, axes, channels, filters, pad }) =>
        expectSame(() =>
          withGradients(
            (x, filter) =>
              tf.conv3d(
                x as tf.Tensor5D,
                filter as tf.Tensor5D,
                axes.map(({ stride }) => stride) as [number, number, number],
                pad,
              ),
            [
              normal([batch, ...inputs(axes), channels], 1),
              normal([...taps(axes), channels, filters], 2),
            ],
          ),
        ),
    ));

  it('the gradients of conv2d with the channels first', () =>
    check(flat, 20, async (one) => {
      const { batch, channels, filters, axes } = one;
      const pad = one.pad === 'explicit' ? 'same' : one.pad;
      const filterShape = [...taps(axes), channels, filters];
      const shape = [batch, channels, ...inputs(axes)];
      const attributes = {
        strides: strides(axes),
        pad,
        dataFormat: 'NCHW',
        filterShape,
        inputShape: shape,
      } as unknown as tf.NamedAttrMap;
      const { outShape } = tf.backend_util.computeConv2DInfo(
        shape as [number, number, number, number],
        filterShape as [number, number, number, number],
        strides(axes),
        1,
        pad,
        undefined,
        false,
        'channelsFirst',
      );
      const run = (name: string, tensors: tf.NamedTensorMap) =>
        tf.engine().runKernel(name, tensors, attributes) as tf.Tensor;
      await expectSame(() => {
        const dy = normal(outShape, 3);
        return [
          run('Conv2DBackpropFilter', { x: normal(shape, 1), dy }),
          run('Conv2DBackpropInput', { filter: normal(filterShape, 2), dy }),
        ];
      });
    }));

  it('conv1d and its gradients', () =>
    expectSame(() =>
      withGradients(
        (x, filter) => tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 2, 'same'),
        [normal([3, 9, 2], 1), normal([3, 2, 4], 2)],
      ),
    ));

  it('separableConv2d and its gradients', () =>
    expectSame(() =>
      withGradients(
        (x, depthwise, pointwise) =>
          tf.separableConv2d(
            x as tf.Tensor4D,
            depthwise as tf.Tensor4D,
            pointwise as tf.Tensor4D,
            2,
            'same',
          ),
        [normal([2, 7, 6, 3], 1), normal([3, 3, 3, 2], 2), normal([1, 1, 6, 4], 3)],
      ),
    ));

  it.each([
    ['conv2d', tf.fused.conv2d],
    ['depthwiseConv2d', tf.fused.depthwiseConv2d],
  ])('the fused %s and its gradients, also where a stride is longer than the filter', (_, fused) =>
    expectSame(() =>
      withGradients(
        (x, filter) =>
          fused({ x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, strides: 3, pad: 'same' }),
        [normal([2, 6, 9, 2], 1), normal([2, 2, 2, 2], 2)],
      ),
    ),
  );
});

describe('a convolution with dilation on wasm', () => {
  // tfjs refuses these gradients before a kernel is asked, so the law is the oracle: the gradients of a bilinear map y = f(x, w)
  // are its adjoints, ⟨f(x, w), dy⟩ = ⟨x, dx⟩ = ⟨w, dw⟩.
  it('depthwise has the gradients that make it bilinear', () =>
    check(
      fc.record({
        batch: size(2),
        channels: size(3),
        multiplier: size(3),
        pad: fc.constantFrom('same' as const, 'valid' as const),
        dilations: fc.tuple(size(3), size(3)),
      }),
      30,
      async ({ batch, channels, multiplier, pad, dilations }) => {
        const [inputShape, filterShape] = [
          [batch, 9, 8, channels],
          [3, 2, channels, multiplier],
        ];
        const attributes = {
          strides: 1,
          dilations,
          pad,
          inputShape,
          filterShape,
        } as unknown as tf.NamedAttrMap;
        const run = (name: string, tensors: tf.NamedTensorMap) =>
          tf.engine().runKernel(name, tensors, attributes) as tf.Tensor;
        const sums = await numbersOn('wasm', () => {
          const [x, filter] = [normal(inputShape, 1), normal(filterShape, 2)];
          const y = tf.depthwiseConv2d(
            x as tf.Tensor4D,
            filter as tf.Tensor4D,
            1,
            pad,
            'NHWC',
            dilations,
          );
          const dy = normal(y.shape, 3);
          return [
            y.mul(dy).sum(),
            run('DepthwiseConv2dNativeBackpropInput', { dy, filter }).mul(x).sum(),
            run('DepthwiseConv2dNativeBackpropFilter', { x, dy }).mul(filter).sum(),
          ];
        });
        const [y, dx, dw] = sums.map(([sum]) => sum as number) as [number, number, number];
        expect(dx).toBeCloseTo(y, 3);
        expect(dw).toBeCloseTo(y, 3);
      },
    ));
});
