import * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

/** What the convolutions of tfjs have in common. */
interface Convolved extends Omit<tf.Conv2DAttrs, 'dilations'> {
  /** Null from the depthwise layer. */
  readonly dilations: [number, number] | number | null;
}

/** A convolution of tfjs that is told in numbers what the padding `same` is. */
export function samePadding(name: string, { depthwise }: { depthwise: boolean }): Kernel {
  return {
    name,
    kernelFunc: (original) => (parameters) => {
      const attributes = parameters.attrs as unknown as Convolved;
      const { strides, pad, dataFormat, dilations, dimRoundingMode } = attributes;
      if (pad !== 'same' || dataFormat === 'NCHW') return original(parameters);
      const { x, filter } = parameters.inputs as Record<'x' | 'filter', tf.TensorInfo>;
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as tf.Tensor4D['shape'],
        filter.shape as tf.Tensor4D['shape'],
        strides,
        dilations ?? 1,
        pad,
        dimRoundingMode,
        depthwise,
      );
      const { top, bottom, left, right } = info.padInfo;
      const explicit = [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ];
      return original({ ...parameters, attrs: { ...parameters.attrs, pad: explicit } });
    },
  };
}
