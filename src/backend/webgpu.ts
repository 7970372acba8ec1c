import * as tf from '@tensorflow/tfjs';
import { NoDevice, type Backend } from './backend.ts';
import { optionalPackage } from './optional-package.ts';

/** The npm package `webgpu`. */
interface Dawn {
  create(options: string[]): Gpu;
  readonly globals: object;
}
/** The part of WebGPU that is needed to find a device. */
interface Gpu {
  requestAdapter(options?: object): Promise<Adapter | null>;
}
interface Adapter {
  readonly info: {
    readonly description?: string;
    readonly device?: string;
    readonly vendor?: string;
  };
}

/** A GPU without CUDA: tfjs's WebGPU backend on Dawn, over Vulkan, Metal or Direct3D 12. */
export const webgpu: Backend = {
  about: 'a GPU through Vulkan, Metal or Direct3D 12',
  remedy: {
    clone: 'npm run native -- --webgpu',
    project: 'npm install webgpu@0.6.2 @tensorflow/tfjs-backend-webgpu@4.22.0',
  },
  async start() {
    const dawn = await optionalPackage<Dawn>('webgpu');
    const gpu = dawn.create([]);
    const adapter = await gpu.requestAdapter();
    // tfjs-backend-webgpu dereferences the adapter without a look.
    if (adapter === null) {
      throw new NoDevice(
        'no GPU adapter found',
        'install the driver of a graphics card (Vulkan, Metal or Direct3D 12)',
      );
    }
    Object.assign(globalThis, dawn.globals);
    // Node has a `navigator` from version 21 on, without a GPU.
    const navigator: object = globalThis.navigator ?? {};
    Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    await optionalPackage('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend('webgpu'))) throw new Error('the GPU device did not start');
    const { description, device, vendor } = adapter.info;
    return `GPU, WebGPU, ${description || device || vendor || 'unnamed'}`;
  },
};
