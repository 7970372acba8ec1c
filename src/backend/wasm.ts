import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { mendKernels } from '../kernels/index.ts';
import type { Backend } from './backend.ts';

/** WebAssembly: ships inside the npm package, so that it works everywhere. */
export const wasm: Backend = {
  about: 'WebAssembly, the embedded default',
  remedy: { clone: 'npm ci', project: 'npm install' },
  async start() {
    const { registry } = tf.engine();
    if (!('wasm' in registry)) setWasmPaths(binaries());
    if (!(await tf.setBackend('wasm'))) {
      throw new Error(`its .wasm files could not be started from ${binaries()}`);
    }
    mendKernels('wasm');
    const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? ' with SIMD' : '';
    const threads = getThreadsCount();
    return `CPU, WebAssembly${simd}, ${threads} thread${threads === 1 ? '' : 's'}`;
  },
};

/** The package's own folder of `.wasm` files; without it tfjs looks beside its bundle, where Node finds no SIMD build. */
function binaries(): string {
  const manifest = createRequire(import.meta.url).resolve(
    '@tensorflow/tfjs-backend-wasm/package.json',
  );
  return join(dirname(manifest), 'wasm-out') + sep;
}
