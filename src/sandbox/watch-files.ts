import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

export interface WatchOptions {
  /** Milliseconds between two looks at all files, for drives that send no events. Default 300. */
  readonly poll?: number;
  /** Milliseconds in which nothing more may happen before a change is told. Default 40. */
  readonly settle?: number;
  /** Whether to listen for the system's events. Default true. */
  readonly events?: boolean;
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
 * Calls `onChange` with the files whose contents may have changed, also when one is replaced by renaming, deleted, or
 * created. Listens for events and looks by itself, too: network drives and WSL send none.
 * @param files may be missing for now
 */
export function watchFiles(
  files: readonly string[],
  onChange: (changed: string[]) => void,
  { poll = 300, settle = 40, events = true }: WatchOptions = {},
): FileWatch {
  /** What each file looked like when it was last told of; undefined before the first look. */
  const marks = new Map<string, string | undefined>();
  const changed = new Set<string>();
  const listeners = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let since = 0;

  /** Whether anything was different from the last look. */
  const look = async (): Promise<boolean> => {
    let any = false;
    const all = await Promise.all(
      [...marks.keys()].map(async (file) => [file, await mark(file)] as const),
    );
    for (const [file, now] of all) {
      if (!marks.has(file)) continue;
      const before = marks.get(file);
      marks.set(file, now);
      if (before === undefined || before === now) continue;
      if (changed.size === 0) since = Date.now();
      changed.add(file);
      any = true;
    }
    return any;
  };

  const settled = async () => {
    const more = await look();
    if (closed) return;
    const away = [...changed].some((file) => marks.get(file) === gone);
    if (more || (away && Date.now() - since < patience)) {
      timer = setTimeout(() => void settled(), settle);
      return;
    }
    timer = undefined;
    const told = [...changed].filter((file) => marks.has(file));
    changed.clear();
    if (told.length > 0) onChange(told);
  };

  const glance = async () => {
    if (timer !== undefined || closed) return;
    const any = await look();
    if (any && timer === undefined && !closed) timer = setTimeout(() => void settled(), settle);
  };

  /** Folders are listened to, not files: a file that is replaced takes its listeners with it. */
  const listen = () => {
    const folders = new Set([...marks.keys()].map((file) => dirname(file)));
    for (const [folder, listener] of listeners) {
      if (folders.has(folder)) continue;
      listener.close();
      listeners.delete(folder);
    }
    for (const folder of folders) {
      if (listeners.has(folder)) continue;
      try {
        const listener = watch(folder, (_, name) => {
          const ours = [...marks.keys()].some((file) => basename(file) === name);
          if (name === null || ours) void glance();
        });
        const drop = () => {
          listener.close();
          listeners.delete(folder);
        };
        listener.on('error', drop);
        listeners.set(folder, listener);
      } catch {
        // No such folder yet, or no more listeners to be had: looking finds out.
      }
    }
  };

  const setFiles = (next: readonly string[]) => {
    const wanted = new Set(next.map((file) => resolve(file)));
    for (const file of marks.keys()) if (!wanted.has(file)) marks.delete(file);
    for (const file of wanted) if (!marks.has(file)) marks.set(file, undefined);
    if (events) listen();
    void glance();
  };

  const clock = setInterval(() => void glance(), poll);
  setFiles(files);
  return {
    setFiles,
    close() {
      closed = true;
      clearInterval(clock);
      clearTimeout(timer);
      for (const listener of listeners.values()) listener.close();
      listeners.clear();
    },
  };
}

const gone = 'gone';

/** What tells one state of a file from another. */
async function mark(file: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(file, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch {
    return gone;
  }
}
