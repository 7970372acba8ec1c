import { parseArgs } from 'node:util';
import { didYouMean } from '#src/shared/nearest';
import { asUsageError, refusal } from './failure.ts';
import type { NativeSet } from './native-set.ts';
import { removeAll, setUp, type Trial } from './set-up.ts';
import type { Site } from './site.ts';
import { tensorflowSet } from './tensorflow-set.ts';
import { webgpuSet } from './webgpu-set.ts';

const usage = `npm run native               TensorFlow itself on the CPU: the tensorflow backend (tfjs-node)
npm run native -- --gpu      the same with the code for NVIDIA cards (Linux x64)
npm run native -- --webgpu   a GPU through Vulkan, Metal or Direct3D 12: the webgpu backend
npm run native -- --remove   take all of it away again`;

/** What can be set up, by the option that asks for it. */
const sets = {
  cpu: (site: Site): NativeSet => tensorflowSet(site, 'cpu'),
  gpu: (site: Site): NativeSet => tensorflowSet(site, 'gpu'),
  webgpu: (): NativeSet => webgpuSet,
} as const;

const options = {
  gpu: { type: 'boolean' },
  webgpu: { type: 'boolean' },
  remove: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * What `npm run native -- <args>` does; progress goes to `site.say`.
 * @returns what to print at the end
 * @throws UsageError for unknown arguments, and for whatever stands in the way of the set-up
 */
export async function nativeCommand(
  args: readonly string[],
  site: Site,
  trial: Trial,
): Promise<string> {
  const { gpu, webgpu, remove, help } = read(args);
  if (help) return usage;
  if (remove) {
    const removed = await removeAll(
      site,
      Object.values(sets).map((make) => make(site)),
    );
    return removed.length === 0
      ? 'there was nothing to take away'
      : `taken away: ${removed.join(', ')}`;
  }
  const set = sets[webgpu ? 'webgpu' : gpu ? 'gpu' : 'cpu'](site);
  const device = await setUp(site, set, trial).catch((error: unknown) => {
    throw asUsageError(error);
  });
  const works = `the ${set.backend} backend works: ${device}`;
  if (!gpu || device.startsWith('GPU')) return works;
  return `${works}\nTensorFlow found no NVIDIA card that it can use, so it computes on the CPU; it needs NVIDIA's driver, CUDA and cuDNN`;
}

function read(args: readonly string[]) {
  const names = Object.keys(options).map((name) => `--${name}`);
  const unknown = args.find((arg) => !names.includes(arg) && arg !== '-h');
  if (unknown !== undefined) {
    throw refusal(`unknown argument "${unknown}"`, didYouMean(unknown, names));
  }
  const { values } = parseArgs({ args: [...args], options });
  const { gpu = false, webgpu = false, remove = false, help = false } = values;
  if ([gpu, webgpu, remove].filter(Boolean).length > 1) {
    throw refusal('--gpu, --webgpu and --remove exclude each other', 'take one');
  }
  return { gpu, webgpu, remove, help };
}
