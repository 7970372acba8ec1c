import { constants, existsSync, lstatSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../shared/errors.ts';

/** File contents by file name. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const part = '.part';

/**
 * Writes a folder's files as one: all are written beside their places first, then renamed into them, so that a run that
 * is killed or runs out of space leaves the last good files. Files of an earlier run that match `obsolete` go.
 * @throws UsageError when the folder cannot be written or the disk is full
 */
export async function writeFiles(folder: string, files: Files, obsolete: RegExp): Promise<void> {
  const names = Object.keys(files);
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
    for (const name of names) await writeFile(join(folder, name + part), files[name] as string);
    for (const name of names) refuseFolder(join(folder, name));
    for (const name of names) await rename(join(folder, name + part), join(folder, name));
    for (const name of await readdir(folder)) {
      if (obsolete.test(name) && !names.includes(name)) await rm(join(folder, name));
    }
  } catch (error) {
    await Promise.allSettled(names.map((name) => rm(join(folder, name + part), { force: true })));
    throw explained(folder, error as NodeJS.ErrnoException);
  }
}

/** A folder and those above it; Node's own `recursive` never returns where a virtual file system refuses one. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Another lesson's process may have been quicker.
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Found out before the first file is renamed, so that all are replaced or none. */
function refuseFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
}

function explained(folder: string, error: NodeJS.ErrnoException): Error {
  const why: Readonly<Record<string, string>> = {
    ENOENT: 'that folder cannot be made; choose another folder with --out',
    EACCES: 'no permission to write there; choose another folder with --out',
    EPERM: 'no permission to write there; choose another folder with --out',
    EROFS: 'the file system is read-only; choose another folder with --out',
    ENOSPC: 'the disk is full; the last good files were left as they were',
    EDQUOT: 'the disk quota is used up; the last good files were left as they were',
    ENOTDIR: 'a part of the path is a file; choose another folder with --out',
    EEXIST: 'a file of that name is in the way; choose another folder with --out',
    EISDIR:
      'a folder stands where a file belongs; move it away or choose another folder with --out',
  };
  const reason = why[error.code ?? ''];
  return reason === undefined ? error : new UsageError(`report: cannot write ${folder}: ${reason}`);
}
