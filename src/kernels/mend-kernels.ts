import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { updateKernelName } from '../shared/update-kernel-name.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { conv3dBackpropFilter } from './conv3d-backprop-filter.ts';
import { conv3dBackpropInput } from './conv3d-backprop-input.ts';
import { depthwiseBackpropFilter } from './depthwise-backprop-filter.ts';
import { depthwiseBackpropInput } from './depthwise-backprop-input.ts';
import { gather } from './gather.ts';
import type { Kernel } from './kernel.ts';
import { maxPool3d } from './max-pool-3d.ts';
import { avgPool3dGrad, avgPoolGrad, maxPool3dGrad, maxPoolGrad } from './pool-gradients.ts';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './resize-gradients.ts';
import { samePadding } from './same-padding.ts';
import { sign } from './sign.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/** What tfjs 4.22 computes wrongly in plain JavaScript and on wasm alike. */
const both: readonly Kernel[] = [
  // Padding gets a share of the gradient, though it has none in the average.
  avgPoolGrad,
  avgPool3dGrad,
  // Half pixels are forgotten; on cpu also which image of the batch it is, and that height and width may differ.
  resizeBilinearGrad,
  resizeNearestNeighborGrad,
  // On cpu a window that is not as high as wide loses gradients, on wasm one without a number above zero.
  maxPool3dGrad,
];

/** What tfjs 4.22 lacks or computes wrongly, by backend. */
const mended: Readonly<Record<string, readonly Kernel[]>> = {
  cpu: both,
  wasm: [
    ...both,
    // It has none of these.
    conv2dBackpropFilter,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    unsortedSegmentSum,
    // Its own is right, and takes up to ten times as long.
    conv2dBackpropInput,
    // Its own gives zeros if a stride leaves inputs at the end that no window sees.
    samePadding(tf.Conv2D, { depthwise: false }),
    samePadding(tf.FusedConv2D, { depthwise: false }),
    samePadding(tf.DepthwiseConv2dNative, { depthwise: true }),
    samePadding(tf.FusedDepthwiseConv2D, { depthwise: true }),
    // Its own sends the gradient to wrong inputs and taps.
    conv3dBackpropFilter,
    conv3dBackpropInput,
    // Its own takes a window without a number above zero for one without a maximum.
    maxPool3d,
    maxPoolGrad,
    // Its own reads beyond the indices of a batch.
    gather,
    // Its own is 0 for everything closer to zero than 2^-23, on which Lion would stand still.
    sign,
  ],
};

/**
 * Puts right kernels in the place of those that tfjs lacks or computes wrongly on a backend, so that networks with convolutions
 * and embeddings can be trained on wasm; what is still missing then throws a `UsageError` that says so. A second call does
 * nothing, nor does one for a backend where nothing is to be mended.
 * @param backendName as tfjs calls it; its package must have been imported. Default: the one that tfjs now runs on
 * @throws UsageError for a backend that tfjs does not know
 */
export function mendKernels(backendName: string = tf.getBackend()): void {
  if (tf.findBackendFactory(backendName) === null) {
    throw new UsageError({
      who: 'mendKernels',
      rule: 'the backend must be one that tfjs knows',
      got: shown(backendName),
      remedy: 'import its package first, such as @tensorflow/tfjs-backend-wasm',
    });
  }
  const kernels = mended[backendName];
  if (kernels === undefined) return;
  for (const { name, kernelFunc } of kernels) mend(name, backendName, kernelFunc);
  for (const name of missingKernels(backendName))
    mend(name, backendName, refusal(name, backendName));
}

/** The kernels that tfjs's cpu has and another backend lacks, by their names in tfjs. */
export function missingKernels(backendName: string): readonly string[] {
  const has = tf
    .getKernelsForBackend(backendName)
    .filter(({ kernelFunc }) => !refusals.has(kernelFunc));
  const names = new Set(has.map(({ kernelName }) => kernelName));
  return (
    tf
      .getKernelsForBackend('cpu')
      .map(({ kernelName }) => kernelName)
      // What this library adds of its own stands where it is of use.
      .filter((name) => !names.has(name) && name !== updateKernelName)
      .toSorted()
  );
}

/** The functions that stand in a registry of tfjs by now; of these, the ones that only refuse. */
const ours = new WeakSet<tf.KernelFunc>();
const refusals = new WeakSet<tf.KernelFunc>();

function mend(kernelName: string, backendName: string, kernelFunc: Kernel['kernelFunc']): void {
  // The typings do not say that there may be none.
  const original = tf.getKernel(kernelName, backendName) as tf.KernelConfig | undefined;
  if (original !== undefined) {
    if (ours.has(original.kernelFunc)) return;
    tf.unregisterKernel(kernelName, backendName);
  }
  const right = kernelFunc(original?.kernelFunc as tf.KernelFunc);
  ours.add(right);
  // What a wrapped kernel sets up with its backend stays.
  tf.registerKernel({ ...original, kernelName, backendName, kernelFunc: right });
}

function refusal(kernelName: string, backendName: string): Kernel['kernelFunc'] {
  const refuse = () => {
    throw new UsageError({
      who: kernelName,
      rule: `the backend "${backendName}" has no such kernel`,
      remedy: 'take another backend, such as cpu',
    });
  };
  refusals.add(refuse);
  return () => refuse;
}
