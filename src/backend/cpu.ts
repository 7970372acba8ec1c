import * as tf from '@tensorflow/tfjs';
import { mendKernels } from '../kernels/index.ts';
import type { Backend } from './backend.ts';

/** Plain JavaScript: slow, needs nothing, computes each element by itself. */
export const cpu: Backend = {
  about: 'plain JavaScript, for exact comparisons',
  remedy: { clone: 'npm ci', project: 'npm install' },
  async start() {
    if (!(await tf.setBackend('cpu'))) throw new Error('tfjs refused it');
    mendKernels('cpu');
    return 'CPU, plain JavaScript, 1 thread';
  },
};
