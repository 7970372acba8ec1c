import { spawn } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of this clone as it is after `npm ci`: the build and the packages, without anything native. */
export async function realClone(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'downhill-native-')));
  const parts = ['package.json', 'dist', 'native', 'node_modules', 'scripts'];
  const native = /node_modules\/(webgpu|@tensorflow\/(tfjs-node|tfjs-backend-webgpu))$/;
  for (const part of parts) {
    await cp(join(clone, part), join(root, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !native.test(path),
    });
  }
  return root;
}

/** Takes such a copy away. */
export const removeClone = (root: string): Promise<void> =>
  rm(root, { recursive: true, force: true });

/** How a program ended, and what it wrote on both streams. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs a program in the copy; `kill` ends it so many milliseconds after it has written what matches. */
export function runThere(
  root: string,
  [command = '', ...args]: readonly string[],
  kill?: { readonly at: RegExp; readonly after: number; readonly by: NodeJS.Signals },
): Promise<Ended> {
  return new Promise((resolve) => {
    let output = '';
    let doomed = false;
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (kill === undefined || doomed || !kill.at.test(output)) return;
        doomed = true;
        setTimeout(() => child.kill(kill.by), kill.after);
      });
    }
    child.on('exit', (code, signal) => resolve({ code, signal, output }));
  });
}
