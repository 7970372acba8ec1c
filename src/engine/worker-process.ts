import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../shared/errors.ts';
import type { OnRow, Row } from '../training/run.ts';
import type { Answer, Ready, Said, Task } from './worker.ts';

/** A process of the engine, seen from outside. */
export interface WorkerProcess {
  /** What it says once its backend is loaded. @throws UsageError for a backend that cannot be used; Lost */
  readonly ready: Promise<Ready>;
  /** Does one task; the next may be asked for when this is done. @throws what the task, or `onRow`, threw; Lost */
  ask<T>(task: Task, onRow?: OnRow): Promise<T>;
  /** Ends it at once. */
  stop(): void;
}

/** A process ended before it answered; the message says how. */
export class Lost extends Error {}

// Right from src/engine/ and from the build in dist/engine/: Node 20 could not run the sources.
const program = fileURLToPath(new URL('../../dist/engine/worker.js', import.meta.url));

/** Starts a process that loads `backend`, once. It ends with this one. */
export function startWorker(backend: string, stderr: 'inherit' | 'ignore'): WorkerProcess {
  // `advanced` carries NaN and Infinity, too.
  const child = fork(program, [backend], {
    // What this process was started with (an inspector, a program as text) is not meant for that one.
    execArgv: [],
    stdio: ['ignore', 'ignore', stderr, 'ipc'],
    serialization: 'advanced',
  });
  let listen: (heard: Answer<unknown> | Lost) => void = () => {};
  let onRow: OnRow = () => {};
  const thrownByRow: unknown[] = [];
  const say = (message: Task | Said) => child.connected && child.send(message);
  const look = async (row: Row) => {
    try {
      say({ said: await onRow(row) });
    } catch (error) {
      thrownByRow.push(error);
      say({ said: 'stop' });
    }
  };
  let ended: Lost | undefined;
  const over = (how: string) => {
    ended = new Lost(how);
    listen(ended);
  };
  child.on('error', ({ message }) => over(message));
  child.on('exit', (code, signal) => over(signal ?? `code ${code}`));
  child.on('message', (answer: Answer<unknown> | { readonly row: Row }) => {
    if ('row' in answer) void look(answer.row);
    else listen(answer);
  });
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      listen = (heard) => {
        if (heard instanceof Lost) reject(heard);
        else if ('value' in heard) resolve(heard.value as T);
        else reject(thrown(heard));
      };
      if (ended) listen(ended);
    });
  const ready = answer<Ready>();
  return {
    ready,
    async ask<T>(task: Task, listener?: OnRow) {
      await ready;
      onRow = listener ?? (() => {});
      thrownByRow.length = 0;
      const answered = answer<T>();
      say({ ...task, rows: listener !== undefined });
      const value = await answered;
      if (thrownByRow.length > 0) throw thrownByRow[0];
      return value;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** An error as it was thrown in the other process. */
function thrown(answer: Exclude<Answer<unknown>, { value: unknown }>): Error {
  if ('fault' in answer) return new UsageError(answer.fault);
  return Object.assign(new Error(answer.failed), { stack: answer.stack });
}
