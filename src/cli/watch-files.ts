import { unwatchFile, watchFile, type StatsListener } from 'node:fs';
import { resolve } from 'node:path';

export interface WatchOptions {
  /** Milliseconds between two looks at a file. Default 100. */
  readonly poll?: number;
}

/** A watch over files that may change its mind about which. */
export interface FileWatch {
  /** Replaces the set. What is still in it keeps its history: a change while others compiled it is not lost. */
  setFiles(files: readonly string[]): void;
  close(): void;
}

/** How long a file may be gone, while an editor puts another in its place, before it counts as deleted. */
const patience = 400;

/**
 * Calls `onChange` with the files that have changed since it was last called, also when one is replaced by renaming,
 * deleted, or created; not before they have stayed the same from one look to the next. It looks by itself, since network
 * drives and WSL send no events.
 * @param files may be missing for now
 */
export function watchFiles(
  files: readonly string[],
  onChange: (changed: string[]) => void,
  { poll = 100 }: WatchOptions = {},
): FileWatch {
  const listeners = new Map<string, StatsListener>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const tell = () => {
    const told = [...changed];
    changed.clear();
    if (told.length > 0) onChange(told);
  };
  const drop = (file: string) => {
    unwatchFile(file, listeners.get(file));
    listeners.delete(file);
    changed.delete(file);
  };
  const add = (file: string) => {
    const listener: StatsListener = (now, before) => {
      const isGone = now.nlink === 0;
      // The first look at a file that is not there yet.
      if (isGone && before.nlink === 0) return;
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(tell, isGone ? patience : 1.2 * poll);
    };
    listeners.set(file, listener);
    watchFile(file, { interval: poll }, listener);
  };
  const setFiles = (next: readonly string[]) => {
    const wanted = new Set(next.map((file) => resolve(file)));
    for (const file of listeners.keys()) if (!wanted.has(file)) drop(file);
    for (const file of wanted) if (!listeners.has(file)) add(file);
  };
  setFiles(files);
  return {
    setFiles,
    close() {
      clearTimeout(timer);
      setFiles([]);
    },
  };
}
