// One of the engine's processes, started with the name of a backend: says that it is ready, then does what it is asked, one
// thing after the other.
import { useBackend, type BackendName } from '../backend/index.ts';
import { UsageError, type Fault } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import type { OnRow, Row } from '../training/run.ts';

/** An exported function, and what it is called with: plain data, like what it gives. */
export interface Task {
  /** Address of the built module. */
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
  /** Whether options stand behind the arguments, with an `onRow` that the other side answers. */
  readonly rows?: boolean;
}

/** What the other side says to a row. */
export interface Said {
  readonly said: Awaited<ReturnType<OnRow>>;
}

/** The backend that a process runs on, and why that one. */
export interface Ready {
  readonly backend: string;
  readonly why: string;
}

/** What a worker answers: that it is ready, what a task gave, a mistake that the user can mend, or a fault of ours. */
export type Answer<T> =
  | { readonly value: T }
  | { readonly fault: Fault }
  | { readonly failed: string; readonly stack: string };

const parent = process.send?.bind(process);

// It ends with its parent, which decides what Ctrl-C and SIGTERM mean: schedulers send them to all processes of a job.
process.on('disconnect', () => process.exit(exitCodes.interrupted));
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (message: Task | Said) => {
  if ('said' in message) heard(message.said);
  else void answer(() => done(message));
});
let heard: (said: Said['said']) => void = () => {};
void answer(ready);

async function ready(): Promise<Ready> {
  const { name, why } = await useBackend(process.argv[2] as BackendName);
  return { backend: name, why };
}

async function done({ module, name, args, rows = false }: Task): Promise<unknown> {
  const exported = (await import(module)) as Record<string, (...args: unknown[]) => unknown>;
  return exported[name]?.(...args, ...(rows ? [{ onRow: asked }] : []));
}

function asked(row: Row): Promise<Said['said']> {
  return new Promise((resolve) => {
    heard = resolve;
    parent?.({ row });
  });
}

async function answer(work: () => Promise<unknown>): Promise<void> {
  parent?.(await work().then((value) => ({ value }), failure));
}

function failure(error: Error): Answer<never> {
  if (!(error instanceof UsageError)) return { failed: error.message, stack: error.stack ?? '' };
  const { who, rule, got, remedy, command, exitCode } = error;
  return { fault: { who, rule, got, remedy, command, exitCode } };
}
