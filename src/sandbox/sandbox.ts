import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { dirname } from 'node:path';
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
 * process, worker or native add-on. Its environment is empty. The system's own limits stand behind: no core file, and an
 * end to its processor time should this process be killed and not be able to stop it.
 *
 * The network is *not* closed: the permission model of Node 20 to 24 does not cover it. Who examines files from strangers
 * runs the examiner in a container without one.
 */
export function spawnSandboxed({ timeout, memory, backend }: Limits): ChildProcess {
  const newName = process.allowedNodeEnvironmentFlags.has('--permission');
  const args = [
    newName ? '--permission' : '--experimental-permission',
    ...readable().map((path) => `--allow-fs-read=${path}`),
    `--max-old-space-size=${memory}`,
    '--no-warnings',
    childEntry,
    backend,
  ];
  const options: SpawnOptions = {
    cwd: dirname(childEntry),
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  };
  if (process.platform === 'win32') return spawn(process.execPath, args, options);
  // All threads count: the collector's, too.
  const processorTime = 60 + 4 * Math.ceil(timeout);
  // `env -i` takes out what the shell puts in.
  const script = `ulimit -c 0; ulimit -t ${processorTime}; exec /usr/bin/env -i "$0" "$@"`;
  return spawn('/bin/sh', ['-c', script, process.execPath, ...args], options);
}
