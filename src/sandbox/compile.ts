import { exitCodes } from '../shared/exit-codes.ts';
import { withoutCommands } from '../shared/log-commands.ts';
import type { Bundle, BundleOptions } from './bundle.ts';
import { CompileError } from './compile-error.ts';
import { CompilerProcess } from './compiler-process.ts';
import { ending } from './ending.ts';
import type { Limits } from './sandbox.ts';

/** A learner's file with all that it imports as one text, and what that took of its time. */
export type Compiled = Bundle & { readonly milliseconds: number };

export interface CompileOptions extends BundleOptions, Partial<Pick<Limits, 'timeout' | 'memory'>> {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compiles a learner's TypeScript or JavaScript file with everything it imports, in another process and within the limits of
 * the file's own code: 20 s and 1024 MB unless told otherwise.
 * @throws CompileError (exit code 3) for a file that does not compile; (exit code 4) for one that takes too much; the
 * signal's reason
 */
export async function compile(
  file: string,
  { folder, pack, timeout = 20, memory = 1024, signal }: CompileOptions = {},
): Promise<Compiled> {
  signal?.throwIfAborted();
  const by = (compiler: CompilerProcess) =>
    compiler.compile({ file, options: { folder, pack } }, { timeout, memory }, signal);
  let compiler = CompilerProcess.waiting();
  let outcome = compiler && (await by(compiler));
  signal?.throwIfAborted();
  // Another file may have left it in a bad state: this one is only blamed for what it does in a new process.
  if (compiler === undefined || outcome?.answer === undefined) {
    compiler = new CompilerProcess(timeout);
    outcome = await by(compiler);
    signal?.throwIfAborted();
  }
  const { answer, cause, milliseconds } = outcome;
  if (cause !== undefined) {
    const { message } = ending(cause, { loading: true, compiling: true });
    throw new CompileError(message, [], exitCodes.exhausted);
  }
  if (answer === undefined) {
    const [why = ''] = compiler.error.trim().split('\n');
    throw new CompileError(`the compiler gave up on ${file}: ${why}`, []);
  }
  if ('bundle' in answer) return { ...answer.bundle, milliseconds };
  const { message, files } = answer.refused;
  throw new CompileError(withoutCommands(message), files);
}
