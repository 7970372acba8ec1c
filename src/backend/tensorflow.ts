import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import type { Backend } from './backend.ts';
import { restoreNodeUtil } from './node-util.ts';
import { optionalPackage } from './optional-package.ts';

/** What tfjs-node's backend has beyond a tfjs backend. */
interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

/** TensorFlow's own C library through tfjs-node: the fastest, and what the course validates on. */
export const tensorflow: Backend = {
  about: 'TensorFlow itself, through tfjs-node',
  remedy: { clone: 'npm run native', project: 'npm install @tensorflow/tfjs-node@4.22.0' },
  async start() {
    restoreNodeUtil();
    // TensorFlow reads it once, when its library is loaded.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    await optionalPackage('@tensorflow/tfjs-node');
    if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow did not start');
    const { isUsingGpuDevice, binding } = tf.backend() as unknown as NodeBackend;
    if (isUsingGpuDevice) return `GPU, TensorFlow ${binding.TF_Version}`;
    const threads = availableParallelism();
    return `CPU, TensorFlow ${binding.TF_Version}, ${threads} thread${threads === 1 ? '' : 's'}`;
  },
};
