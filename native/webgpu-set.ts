import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NativeSet } from './native-set.ts';
import { installPinned } from './npm.ts';

/** Dawn, a WebGPU implementation as a Node addon, and tfjs's backend on it. Nothing is compiled. */
export const webgpuSet: NativeSet = {
  id: 'webgpu-0.6.2',
  backend: 'webgpu',
  about: 'WebGPU through Dawn 0.6.2',
  links: ['webgpu', '@tensorflow/tfjs-backend-webgpu'],
  disk: 0.3e9,
  async check() {},
  async build(site, folder) {
    site.say('1/1 webgpu and tfjs-backend-webgpu from npm, 55 MB');
    await installPinned(site, 'webgpu', folder, this.links);
    const binaries = join(folder, 'node_modules', 'webgpu', 'dist');
    const own = `${site.platform}-${site.platform === 'darwin' ? 'universal' : site.arch}`;
    // The package holds the binaries of every system: 130 MB, of which a machine uses a sixth.
    for (const system of await readdir(binaries)) {
      if (system !== own) await rm(join(binaries, system), { recursive: true });
    }
  },
};
