import * as tf from '@tensorflow/tfjs';
import { updateKernelName } from '../shared/update-kernel-name.ts';
import type { Call, KernelUpdate } from './kernel-update.ts';
import { updateOnCpu, updateOnTensorFlow } from './update-in-scratch.ts';
import { updateOnWasm } from './update-on-wasm.ts';
import { updateOnWebGl } from './update-on-webgl.ts';
import { updateOnWebGpu } from './update-on-webgpu.ts';

/**
 * Runs all updates in one call of the kernel. Returns, in one list, for each in turn its next weight and, where slots are
 * not overwritten, its next slots.
 * @param inputs for each update in turn the weight, its gradient and its slots
 */
export function runUpdates(
  inputs: readonly tf.Tensor[],
  updates: readonly KernelUpdate[],
): tf.Tensor[] {
  // As tfjs calls its own kernels that take any number of tensors; the typings know of named ones only.
  const named = inputs as unknown as tf.NamedTensorMap;
  return tf.engine().runKernel(updateKernelName, named, { updates } as never) as tf.Tensor[];
}

const forBackend: Readonly<Record<string, (call: Call, backend: never) => tf.TensorInfo[]>> = {
  wasm: updateOnWasm,
  cpu: updateOnCpu,
  tensorflow: updateOnTensorFlow,
  webgl: updateOnWebGl,
  webgpu: updateOnWebGpu,
};

/** Puts the kernel into tfjs's registry, if there is one for that backend. Returns whether there is. */
export function registerUpdateKernel(backendName: string): boolean {
  const kernelFunc = forBackend[backendName];
  if (kernelFunc === undefined) return false;
  // The typings do not say that there may be none.
  if ((tf.getKernel(updateKernelName, backendName) as unknown) !== undefined) return true;
  tf.registerKernel({
    kernelName: updateKernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) =>
      // A list of tensors is what tfjs's own kernels get, too, where they take any number of them.
      kernelFunc({ inputs, attrs } as unknown as Call, backend as never),
  });
  return true;
}
