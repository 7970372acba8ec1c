import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Deletes the oldest segments of a store until the others have `most` bytes at most: records of code that has changed
 * since are never asked for again. What cannot be deleted stays.
 */
export function pruneStore(folder: string, most: number): void {
  try {
    const segments = readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => ({ file: join(folder, name), stat: statSync(join(folder, name)) }))
      .toSorted((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
    let size = 0;
    for (const { file, stat } of segments) {
      size += stat.size;
      if (size > most) rmSync(file);
    }
  } catch {
    // There is no store yet, or it is somebody else's.
  }
}
