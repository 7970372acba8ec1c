import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../../src/backend/native/site.ts';

const clone = fileURLToPath(new URL('../..', import.meta.url));
const native = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-webgpu', 'webgpu'];

/** A clone in a temporary folder: the built backend room, and every package but the native ones. */
export async function fakeClone(): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'downhill-clone-')));
  for (const path of ['package.json', 'dist/backend', 'dist/shared', 'src/backend/native/pins']) {
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

/** A site in such a clone, with what it said. */
export function siteIn(root: string, change: Partial<Site> = {}): Site & { said: string[] } {
  const said: string[] = [];
  return {
    root,
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    ...change,
    said,
  };
}

/** How a program of the clone ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a built file of the clone to its end. */
export function runIn(
  root: string,
  file: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly uid?: number } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'dist', file), ...args],
      { cwd: root, ...options },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
