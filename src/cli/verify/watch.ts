import { resolve } from 'node:path';
import { compile, CompileError } from '../../sandbox/compile.ts';
import { watchFiles } from '../watch-files.ts';

/**
 * Calls `check` with all files, then for ever with those that a save concerns, one call at a time. What a file imports is
 * watched, too, and a save while it is checked is not lost.
 */
export async function verifyOnSave(
  files: readonly string[],
  check: (files: readonly string[]) => Promise<unknown>,
): Promise<never> {
  const parts = new Map<string, readonly string[]>(files.map((file) => [file, [resolve(file)]]));
  const watched = () => [...new Set([...parts.values()].flat())];
  let changed = new Set(watched());
  let wake = () => {};
  const watch = watchFiles(watched(), (paths) => {
    changed = new Set([...changed, ...paths]);
    wake();
  });
  for (;;) {
    if (changed.size === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const now = changed;
    changed = new Set();
    const concerned = files.filter((file) => parts.get(file)?.some((part) => now.has(part)));
    if (concerned.length === 0) continue;
    const known = Promise.all(
      concerned.map(async (file) => parts.set(file, await partsOf(file))),
    ).then(() => watch.setFiles(watched()));
    await Promise.all([check(concerned), known]);
  }
}

async function partsOf(file: string): Promise<readonly string[]> {
  try {
    return [resolve(file), ...(await compile(file)).files];
  } catch (error) {
    return [resolve(file), ...(error instanceof CompileError ? error.files : [])];
  }
}
