import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from './failure.ts';
import { buildAddon } from './addon.ts';
import type { NativeSet } from './native-set.ts';
import { installPinned } from './npm.ts';
import type { Site } from './site.ts';
import { findToolchain } from './toolchain.ts';
import { download, unpack, type Wheel } from './wheel.ts';

const version = '2.21.0';
const linux = { cc: 'libtensorflow_cc.so.2', framework: 'libtensorflow_framework.so.2' };
const mac = { cc: 'libtensorflow_cc.2.dylib', framework: 'libtensorflow_framework.2.dylib' };

/** TensorFlow's wheels by machine. The one with the GPU code exists for Linux x64 alone. */
const wheels: Readonly<Record<string, Readonly<Record<string, Wheel>>>> = {
  'linux-x64': {
    cpu: {
      name: 'tensorflow-cpu',
      version,
      platform: 'manylinux_2_27_x86_64',
      sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
      size: 274e6,
    },
    gpu: {
      name: 'tensorflow',
      version,
      platform: 'manylinux_2_27_x86_64',
      sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
      size: 572e6,
    },
  },
  'linux-arm64': {
    cpu: {
      name: 'tensorflow',
      version,
      platform: 'manylinux_2_27_aarch64',
      sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
      size: 282e6,
    },
  },
  'darwin-arm64': {
    cpu: {
      name: 'tensorflow',
      version,
      platform: 'macosx_12_0_arm64',
      sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
      size: 223e6,
    },
  },
};

/** tfjs-node's JavaScript from npm, TensorFlow's library and headers from PyPI, and the binding between them built here. */
export function tensorflowSet(site: Site, device: 'cpu' | 'gpu'): NativeSet {
  const tfjsNode = '@tensorflow/tfjs-node';
  return {
    id: `tensorflow-${device}-${version}`,
    backend: 'tensorflow',
    about: `TensorFlow ${version} for the ${device.toUpperCase()}`,
    links: [tfjsNode],
    disk: device === 'gpu' ? 2.5e9 : 1.5e9,
    async check() {
      wheelFor(site, device);
      await findToolchain(site);
    },
    async build(_, folder) {
      const wheel = wheelFor(site, device);
      const tools = await findToolchain(site);
      const addon = join(folder, 'node_modules', tfjsNode);
      site.say(`1/3 tfjs-node from npm`);
      await installPinned(site, 'tensorflow', folder, [tfjsNode]);
      site.say(`2/3 ${wheel.name} ${version} through pip, ${Math.round(wheel.size / 1e6)} MB`);
      const file = await download(site, tools, wheel);
      await layLibraries(site, tools, file, addon);
      site.say('3/3 the binding, built from its source');
      await buildAddon(site, tools, addon);
      for (const spent of ['build', join('deps', 'include')]) {
        await rm(join(addon, spent), { recursive: true, force: true });
      }
    },
  };
}

/** @throws UsageError where there is no wheel for the machine */
function wheelFor({ platform, arch }: Site, device: 'cpu' | 'gpu'): Wheel {
  const wheel = wheels[`${platform}-${arch}`]?.[device];
  if (wheel !== undefined) return wheel;
  if (platform === 'win32') {
    throw refusal(
      'the TensorFlow wheel for Windows holds no C library',
      'use --backend wasm, which needs nothing, or `npm run native -- --webgpu`',
    );
  }
  throw refusal(
    `there is no TensorFlow ${version} for the ${device.toUpperCase()} of ${platform} ${arch}`,
    device === 'gpu' ? 'leave --gpu out' : 'use --backend wasm, which needs nothing',
  );
}

/** `deps/lib` as the binding wants it: the libraries under the names the loader asks for, and those the linker asks for. */
async function layLibraries(
  site: Site,
  tools: Awaited<ReturnType<typeof findToolchain>>,
  file: string,
  addon: string,
): Promise<void> {
  const { cc, framework } = site.platform === 'darwin' ? mac : linux;
  const wheel = join(addon, 'wheel');
  const lib = join(addon, 'deps', 'lib');
  await mkdir(wheel);
  await mkdir(lib, { recursive: true });
  const headers = ['tensorflow/c/', 'tensorflow/core/', 'tsl/', 'xla/tsl/'];
  await unpack(site, tools, file, wheel, [
    ...[cc, framework].map((name) => `tensorflow/${name}`),
    ...headers.map((path) => `tensorflow/include/${path}`),
  ]);
  await rename(join(wheel, 'tensorflow', 'include'), join(addon, 'deps', 'include'));
  for (const name of [cc, framework]) {
    await rename(join(wheel, 'tensorflow', name), join(lib, name));
  }
  const ending = site.platform === 'darwin' ? '.2.dylib' : '.so';
  await symlink(cc, join(lib, `libtensorflow${ending}`));
  if (ending === '.so') await symlink(framework, join(lib, `libtensorflow_framework${ending}`));
  await rm(wheel, { recursive: true });
}
