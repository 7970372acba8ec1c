import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Backend } from './backend.ts';

/** WebAssembly: ships inside the npm package, so that it works everywhere. */
export const wasm: Backend = {
  about: 'WebAssembly, the embedded default',
  remedy: 'npm ci',
  async start() {
    const { registry } = tf.engine();
    if (!('wasm' in registry)) setWasmPaths(binaries());
    if (!(await tf.setBackend('wasm'))) {
      throw new Error(`its .wasm files could not be started from ${binaries()}`);
    }
    mendSign();
    const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? ' with SIMD' : '';
    const threads = getThreadsCount();
    return `CPU, WebAssembly${simd}, ${threads} thread${threads === 1 ? '' : 's'}`;
  },
};

/** tfjs 4.22's own `Sign` on wasm gives 0 for everything closer to zero than 2^-23, on which Lion would stand still. */
function mendSign(): void {
  tf.unregisterKernel('Sign', 'wasm');
  tf.registerKernel({
    kernelName: 'Sign',
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => {
      const x = inputs['x'] as tf.TensorInfo;
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput(x.shape, x.dtype);
      const values = wasm.typedArrayFromHeap(x);
      wasm.typedArrayFromHeap(out).set(values.map((value) => Math.sign(value)));
      return out;
    },
  });
}

/** The package's own folder of `.wasm` files; without it tfjs looks beside its bundle, where Node finds no SIMD build. */
function binaries(): string {
  const manifest = createRequire(import.meta.url).resolve(
    '@tensorflow/tfjs-backend-wasm/package.json',
  );
  return join(dirname(manifest), 'wasm-out') + sep;
}
