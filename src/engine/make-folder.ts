import { mkdirSync } from 'node:fs';

/** Makes a folder, unless it is there; the one above it must be. Node's `recursive` never returns where a virtual file system refuses one. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
