import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { exitCodes } from '../shared/exit-codes.ts';
import { withoutCommands } from '../shared/log-commands.ts';
import { killBound, spawnBound } from './bound-process.ts';
import type { Bundle, BundleOptions } from './bundle.ts';
import { CompileError } from './compile-error.ts';
import type { Compilation } from './compiler.ts';
import { ending, type Cause } from './ending.ts';
import { compilerEntry } from './packages.ts';
import type { Limits } from './sandbox.ts';
import { Watchdog } from './watchdog.ts';

/** A learner's file with all that it imports as one text, and what that took of its time. */
export type Compiled = Bundle & { readonly milliseconds: number };

export interface CompileOptions extends BundleOptions, Partial<Pick<Limits, 'timeout' | 'memory'>> {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compiles a learner's TypeScript or JavaScript file with everything it imports, in a process of its own and within the
 * limits of the file's own code: 20 s and 1024 MB unless told otherwise.
 * @throws CompileError (exit code 3) for a file that does not compile; (exit code 4) for one that takes too much; the
 * signal's reason
 */
export async function compile(
  file: string,
  { folder, pack, timeout = 20, memory = 1024, signal }: CompileOptions = {},
): Promise<Compiled> {
  signal?.throwIfAborted();
  const asked = JSON.stringify({ file, options: { folder, pack } });
  const child = spawnBound(['--no-warnings', compilerEntry, asked], process.cwd(), timeout);
  const answers = child.stdio[3] as Readable;
  let cause: Cause | undefined;
  const watchdog = new Watchdog(child.pid ?? 0, { timeout, memory }, (one) => {
    cause ??= one;
    killBound(child);
  });
  // Read at once: Node throws away what nobody reads when a process ends.
  const said = Promise.all([text(answers), text(child.stderr as Readable)]);
  said.catch(() => {});
  const end = () => killBound(child);
  signal?.addEventListener('abort', end);
  const [answer, error] = await watchdog.during(() => said);
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  if (cause !== undefined) {
    const { message } = ending(cause, { loading: true, compiling: true });
    throw new CompileError(message, [], exitCodes.exhausted);
  }
  if (answer === '') {
    const [why = ''] = error.trim().split('\n');
    throw new CompileError(`the compiler gave up on ${file}: ${withoutCommands(why)}`, []);
  }
  const compilation = JSON.parse(answer) as Compilation;
  if ('bundle' in compilation) return { ...compilation.bundle, milliseconds: watchdog.spent };
  const { message, files } = compilation.refused;
  throw new CompileError(withoutCommands(message), files);
}
