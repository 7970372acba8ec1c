import type { ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { spawnBound } from './bound-process.ts';
import { childEntry, readable } from './packages.ts';

/** What a learner's process may take. */
export interface Limits {
  /** Seconds in which the file must be loaded and all its probes done. Default 20. */
  readonly timeout: number;
  /** Megabytes in all, at least 256. Default 1024. */
  readonly memory: number;
  /** tfjs backend. Default `cpu`: the fastest for tiny tensors. */
  readonly backend: string;
}

/**
 * Starts the process in which one learner's file will run, under Node's permission model: it can read this package and
 * installed packages and nothing else, not even the learner's folder (whose files come compiled); write nothing; start no
 * process, worker or native add-on. What the permission model leaves open, its own code closes before it takes a file: see
 * `child.ts`.
 *
 * The network is *not* closed by the permission model of Node 20 to 24, only by what a file can import. Who examines files
 * from strangers runs the examiner in a container without one.
 */
export function spawnSandboxed({ timeout, memory, backend }: Limits): ChildProcess {
  const newName = process.allowedNodeEnvironmentFlags.has('--permission');
  const args = [
    newName ? '--permission' : '--experimental-permission',
    ...readable().map((path) => `--allow-fs-read=${path}`),
    ...flags(memory),
    childEntry,
    backend,
  ];
  return spawnBound(args, dirname(childEntry), timeout);
}

/** What Node is started with for a learner's file; compiled code is only good for the same. */
export function flags(memory: number): readonly string[] {
  return [
    `--max-old-space-size=${memory}`,
    '--no-warnings',
    '--experimental-vm-modules',
    '--disallow-code-generation-from-strings',
  ];
}
