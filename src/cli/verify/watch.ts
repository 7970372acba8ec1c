import { resolve } from 'node:path';
import { exitCodes } from '../../shared/exit-codes.ts';
import { hasKeys, keyboard } from '../keyboard.ts';
import { watchFiles } from '../watch-files.ts';
import type { VerifySession } from './session.ts';

/**
 * Checks all files, then for ever those that a save concerns. What a file imports is watched, too. A save ends the check
 * that runs, and what that had not come to is checked with what was saved; at a terminal a key ends it as well.
 * @param onNote told what is going on, for whoever watches
 */
export async function verifyOnSave(
  files: readonly string[],
  check: VerifySession['check'],
  onNote: (text: string) => void,
): Promise<never> {
  const parts = new Map<string, readonly string[]>(files.map((file) => [file, [resolve(file)]]));
  const watched = () => [...new Set([...parts.values()].flat())];
  let changed = new Set(watched());
  let wake = () => {};
  const watch = watchFiles(watched(), (paths) => {
    changed = new Set([...changed, ...paths]);
    wake();
  });
  const onParts = (file: string, all: readonly string[]) => {
    parts.set(file, [resolve(file), ...all]);
    watch.setFiles(watched());
  };
  const concerned = () =>
    files.filter((file) => parts.get(file)?.some((part) => changed.has(part)));
  let byKey = () => {};
  if (hasKeys()) {
    keyboard(
      () => byKey(),
      () => process.exit(exitCodes.interrupted),
    );
  }
  let left: readonly string[] = [];
  for (;;) {
    const next = files.filter((file) => left.includes(file) || concerned().includes(file));
    changed = new Set();
    if (next.length > 0) {
      const end = new AbortController();
      wake = () => {
        if (concerned().length > 0) end.abort('save');
      };
      byKey = () => end.abort('key');
      const done = (await check(next, { signal: end.signal, onParts })).map(
        ({ verdict }) => verdict.file,
      );
      byKey = () => {};
      left = end.signal.reason === 'save' ? next.filter((file) => !done.includes(file)) : [];
      if (end.signal.reason === 'key') onNote('The check was ended.');
      if (left.length === 0) onNote('Waiting for the next save; Ctrl-C ends.');
    }
    if (left.length === 0 && changed.size === 0) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}
