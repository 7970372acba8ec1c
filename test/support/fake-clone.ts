import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../..', import.meta.url));
const native = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-webgpu', 'webgpu'];

/** A clone in a temporary folder. */
export interface FakeClone {
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/** A clone in a temporary folder, with what was built. */
export async function fakeClone(): Promise<FakeClone> {
  const made = await unbuiltClone();
  const filter = (path: string) => !path.endsWith('.d.ts');
  await cp(join(clone, 'dist'), join(made.root, 'dist'), { recursive: true, filter });
  return made;
}

/** A clone in a temporary folder: the installer's pins, and every package but the native ones. */
export async function unbuiltClone(): Promise<FakeClone> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'downhill-clone-')));
  for (const path of ['package.json', 'native/pins']) {
    await cp(join(clone, path), join(root, path), { recursive: true });
  }
  const modules = join('node_modules', '@tensorflow');
  await mkdir(join(root, modules), { recursive: true });
  for (const name of await readdir(join(clone, modules))) {
    if (native.includes(`@tensorflow/${name}`)) continue;
    await symlink(join(clone, modules, name), join(root, modules, name));
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** How a program of the clone ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
