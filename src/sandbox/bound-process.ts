import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import type { Writable } from 'node:stream';

/** Where the process's guard listens. */
const leash = 4;

/** Those that are killed when this one leaves by itself. */
const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach(killBound));

/**
 * The shell that becomes the process. Its guard waits beside it for a word or for the end of the pipe that only this
 * process holds: when that comes without the word, this process is gone, however it went, and the other is killed with all
 * that it started. `env -i` takes out what the shell puts into the environment.
 */
const script = (seconds: number) =>
  [
    // Where a lower limit stands already, that one stays.
    `{ ulimit -c 0; ulimit -S -t ${seconds}; ulimit -H -t ${seconds + 5}; } 2>/dev/null`,
    `(read -r word <&${leash} || { kill -s KILL -- -$$ || kill -s KILL $$; }) </dev/null >/dev/null 2>&1 3>&- &`,
    `exec /usr/bin/env -i "$0" "$@" ${leash}<&-`,
  ].join('\n');

/**
 * Starts Node in a process that cannot outlive this one: it is killed when this one ends, and the system gives it no more
 * than `timeout` seconds of processor time, twice over for the collector's threads, and some for its start. Its environment
 * is empty, it leaves no core file. Standard output, error and descriptor 3 are pipes.
 */
export function spawnBound(args: readonly string[], cwd: string, timeout: number): ChildProcess {
  const options: SpawnOptions = {
    cwd,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  };
  const started = (child: ChildProcess) => {
    alive.add(child);
    child.once('close', () => alive.delete(child));
    child.once('error', () => alive.delete(child));
    return child;
  };
  // On Windows, Node itself ends its processes with it.
  if (process.platform === 'win32') return started(spawn(process.execPath, args, options));
  const seconds = 30 + 2 * Math.ceil(timeout);
  const child = spawn('/bin/sh', ['-c', script(seconds), process.execPath, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be killed at once.
    detached: true,
  });
  const held = child.stdio[leash] as Writable;
  held.on('error', () => {});
  child.once('exit', () => held.end('done\n'));
  return started(child);
}

/** Kills a process and all that it started. */
export function killBound({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
