import { statSync, unwatchFile, watchFile, type Stats, type StatsListener } from 'node:fs';
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

const gone = 'gone';
const stateOf = (now: Stats | undefined): string =>
  now === undefined || now.nlink === 0 ? gone : `${now.ino} ${now.size} ${now.mtimeMs}`;

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
  /** What each file was when it was last seen to change. */
  const latest = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;

  const look = (file: string, now: string): boolean => {
    if (latest.get(file) === now) return false;
    latest.set(file, now);
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, now === gone ? patience : 1.2 * poll);
    return true;
  };
  const tell = () => {
    // On a busy machine the look that would have seen more comes late.
    const moving = [...changed].filter((file) =>
      look(file, stateOf(statSync(file, { throwIfNoEntry: false }))),
    );
    if (moving.length > 0) return;
    const told = [...changed];
    changed.clear();
    if (told.length > 0) onChange(told);
  };
  const drop = (file: string) => {
    unwatchFile(file, listeners.get(file));
    listeners.delete(file);
    changed.delete(file);
    latest.delete(file);
  };
  const add = (file: string) => {
    const listener: StatsListener = (now, before) => {
      // The first look at a file that is not there yet.
      if (now.nlink === 0 && before.nlink === 0) return;
      look(file, stateOf(now));
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
