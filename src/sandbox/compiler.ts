/**
 * The process in which one learner's file is compiled; started by `compile`, never imported. Its argument is what
 * `bundle` is asked, as JSON; its answer goes over file descriptor 3.
 */
import { writeFileSync } from 'node:fs';
import { bundle, type BundleOptions } from './bundle.ts';
import { CompileError } from './compile-error.ts';

const { file, options } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly file: string;
  readonly options: BundleOptions;
};

/** What came of it. */
export type Compilation =
  | { readonly bundle: Awaited<ReturnType<typeof bundle>> }
  | { readonly refused: { readonly message: string; readonly files: readonly string[] } };

try {
  answer({ bundle: await bundle(file, options) });
} catch (error) {
  if (!(error instanceof CompileError)) throw error;
  answer({ refused: { message: error.message, files: error.files } });
}

function answer(compilation: Compilation): void {
  writeFileSync(3, JSON.stringify(compilation));
}
