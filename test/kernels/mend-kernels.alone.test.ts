import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { mendKernels } from '../../src/index.ts';
import { missingKernels } from '../../src/kernels/index.ts';

/** What tfjs has registered, by name. */
const kernelsOf = (backend: string) =>
  new Map(tf.getKernelsForBackend(backend).map((one) => [one.kernelName, one.kernelFunc]));

// The order counts: nothing is mended before the second block.
describe('mendKernels, not called', () => {
  it('leaves tfjs as it comes, though downhill was imported', () => {
    expect(missingKernels('wasm')).toEqual(
      expect.arrayContaining([
        'Conv2DBackpropFilter',
        'DepthwiseConv2dNativeBackpropFilter',
        'DepthwiseConv2dNativeBackpropInput',
        'UnsortedSegmentSum',
      ]),
    );
  });
});

describe('mendKernels', () => {
  it('refuses a backend that tfjs does not know, and says what to import', () => {
    expect(() => mendKernels('wsam')).toThrow(
      'mendKernels: the backend must be one that tfjs knows, got "wsam"; import its package first',
    );
  });

  it('leaves wasm without complex numbers, ragged tensors and einsum only', () => {
    mendKernels('wasm');
    expect(missingKernels('wasm')).toEqual([
      'Complex',
      'ComplexAbs',
      'Draw',
      'Einsum',
      'FFT',
      'IFFT',
      'Imag',
      'RaggedGather',
      'RaggedRange',
      'RaggedTensorToTensor',
      'Real',
      'StaticRegexReplace',
    ]);
  });

  it('registers each kernel once, however often it and useBackend are called', async () => {
    await useBackend('wasm');
    const first = kernelsOf('wasm');
    await useBackend('cpu');
    await useBackend('wasm');
    mendKernels();
    expect(kernelsOf('wasm')).toEqual(first);
    expect([...first].filter(([name, f]) => kernelsOf('wasm').get(name) !== f)).toEqual([]);
  });

  it('says of what is missing on which backend it is, and the way out', async () => {
    await useBackend('wasm');
    const spectrum = () => tf.tidy(() => tf.spectral.rfft(tf.tensor1d([1, 2])));
    expect(spectrum).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message:
          'Complex: the backend "wasm" has no such kernel; take another backend, such as cpu',
      }),
    );
  });

  it('survives that the backend is removed and started again', async () => {
    await useBackend('wasm');
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
    await useBackend('wasm');
    const zeros = tf.tidy(() =>
      tf.conv2d(
        tf.ones([1, 6, 6, 1]) as tf.Tensor4D,
        tf.ones([2, 2, 1, 1]) as tf.Tensor4D,
        3,
        'same',
      ),
    );
    expect([...(await zeros.data())]).toEqual([4, 4, 4, 4]);
    zeros.dispose();
  });
});
