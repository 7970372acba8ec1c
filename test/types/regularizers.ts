// Compiled by `npm run check:types`, never run: a line under `@ts-expect-error` that compiles is an error itself.
import * as tf from '@tensorflow/tfjs';
import {
  asRegularizer,
  clipByNorm,
  clipByValue,
  l1,
  l2,
  layerRegularizer,
  regularizer,
  type Regularizer,
  type Transform,
} from 'downhill';

// Right use compiles.
export const right: readonly Regularizer[] = [
  l1(),
  l2({ l2: 0.1 }),
  regularizer({ name: 'l1', l1: 0.1 }),
  asRegularizer({ regularizer: 'mine' }, (w) => w.abs().max()),
];
export const transforms: readonly Transform[] = [
  clipByNorm({ norm: 1 }),
  clipByValue({ value: 1 }),
];
tf.layers.dense({ units: 1, kernelRegularizer: layerRegularizer(l2({ l2: 0.1 })) });
export const penalty: tf.Scalar = l2()(tf.tensor([1, 2]));

// @ts-expect-error The strength is called after the penalty.
l2({ strength: 0.1 });
// @ts-expect-error Not positional.
l2(0.1);
// @ts-expect-error The strength of another penalty.
l1({ l2: 0.1 });
// @ts-expect-error A weight is a tensor.
l2()([1, 2]);
// @ts-expect-error A layer takes the adapter.
tf.layers.dense({ units: 1, kernelRegularizer: l2({ l2: 0.1 }) });
// @ts-expect-error The function that makes a penalty is none.
layerRegularizer(l2);
// @ts-expect-error A regularizer of tfjs is none of ours.
layerRegularizer(tf.regularizers.l2({ l2: 0.1 }));
// @ts-expect-error A penalty is a scalar tensor.
asRegularizer({ regularizer: 'mine' }, () => 0.1);
// @ts-expect-error `norm` is missing.
clipByNorm({});
// @ts-expect-error The option is `value`.
clipByValue({ norm: 1 });
// @ts-expect-error Not positional.
clipByValue(1);
