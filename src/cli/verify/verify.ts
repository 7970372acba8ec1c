import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { CompilerProcess, stopCompilers } from '../../sandbox/compiler-process.ts';
import { Spare } from '../../sandbox/spare.ts';
import { addVerifyOptions, type VerifyOptions } from './options.ts';
import type * as VerifyFiles from './verify-files.ts';

/** `downhill verify <file...>`: is this optimizer, schedule, regularizer or gradient right, and if not, which mistake is it? */
export async function addVerify(command: Command): Promise<void> {
  addVerifyOptions(
    command.argument('<file...>', 'TypeScript or JavaScript files, or folders of them'),
  ).action(async (paths: string[], options: VerifyOptions) => {
    process.exitCode = await verify(paths, options);
  });
  // All that can be examined is known to the examiner, which is not loaded for others' sake.
  if (process.argv.some((word) => word === '--help' || word === '-h')) {
    command.addHelpText('after', (await import('./member-lists.ts')).memberLists());
  }
}

/** `verify-files.ts` with all that it imports, as the build joins it. */
const joined = new URL('../../processes/verify-files.js', import.meta.url);

const loaded = (): Promise<typeof VerifyFiles> =>
  existsSync(joined) ? import(joined.href) : import('./verify-files.ts');

/** The examiner takes as long to load as its processes to start: they do so side by side. */
async function verify(paths: readonly string[], options: VerifyOptions): Promise<number> {
  const { timeout, memory, backend, queue } = options;
  const spare = new Spare({ timeout, memory, ...(backend === 'auto' ? {} : { backend }) });
  try {
    if (queue === undefined) {
      spare.prepare();
      CompilerProcess.prepare(timeout);
    }
    const { verifyFiles } = await loaded();
    return await verifyFiles(paths, options, spare);
  } finally {
    spare.close();
    stopCompilers();
  }
}
