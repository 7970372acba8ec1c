import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnBound } from './bound-process.ts';
import { childEntry, readable, snapshot } from './packages.ts';

/** What a learner's process may take. */
export interface Limits {
  /** Seconds in which the file must be loaded and all its probes done. Default 20. */
  readonly timeout: number;
  /** Megabytes in all, at least 256. Default 1024. */
  readonly memory: number;
  /** tfjs backend. Default `cpu`: the fastest for tiny tensors. */
  readonly backend: string;
}

export const standardLimits: Limits = { timeout: 20, memory: 1024, backend: 'cpu' };

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
    ...(isKept(memory, backend) ? ['--snapshot-blob', snapshot] : []),
    childEntry,
    backend,
  ];
  return spawnBound(args, dirname(childEntry), timeout);
}

/** Whether there is a snapshot of a process with these limits. */
function isKept(memory: number, backend: string): boolean {
  const { memory: standard, backend: usual } = standardLimits;
  return memory === standard && backend === usual && existsSync(snapshot);
}

/** What Node is started with for a learner's file; a snapshot is only good for the same. */
export function flags(memory: number): readonly string[] {
  return [
    `--max-old-space-size=${memory}`,
    '--no-warnings',
    '--experimental-vm-modules',
    '--disallow-code-generation-from-strings',
    '--freeze-flags-after-init',
    ...patience(),
  ];
}

/**
 * Has V8 compile code later than it would: most files are done before that pays, and it takes a third of their processor
 * time. By release, as releases name it otherwise; in others V8 does as it likes.
 */
function patience(): readonly string[] {
  const [major = ''] = process.versions.node.split('.');
  const named: Readonly<Record<string, readonly string[]>> = {
    20: ['--interrupt-budget=1000000'],
    22: ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=30000'],
    24: ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=30000'],
  };
  return named[major] ?? [];
}
