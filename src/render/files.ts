import { constants, existsSync, lstatSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../shared/errors.ts';

/** File contents by file name. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** How files are written. */
export interface WriteOptions {
  /** Files of an earlier run, by their names; they go. Default none. */
  readonly obsolete?: RegExp;
  /** Who writes, for errors. Default nobody: the command that writes is known to whoever typed it. */
  readonly who?: string;
  /** What to choose where this place cannot be written. Default `another folder with --out`. */
  readonly elsewhere?: string;
}

const part = '.part';

/**
 * Writes a folder's files as one: all are written beside their places first, then renamed into them, so that a run that
 * is killed or runs out of space leaves the last good files. Without files it is found out that the folder can be written.
 * @throws UsageError when the folder cannot be written or the disk is full
 */
export async function writeFiles(
  folder: string,
  files: Files,
  { obsolete = /(?!)/, who, elsewhere = 'another folder with --out' }: WriteOptions = {},
): Promise<void> {
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
    const [rule, remedy] = reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? [];
    if (rule === undefined) throw error;
    const place = names.length === 1 ? join(folder, names[0] as string) : folder;
    throw new UsageError({
      who,
      rule: `cannot write ${place}: ${rule}`,
      remedy: remedy ?? `choose ${elsewhere}`,
    });
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

/** What an error's code means; where there is no other way out, another place is one. */
const reasons: Readonly<Record<string, readonly [rule: string, remedy?: string]>> = {
  ENOENT: ['that folder cannot be made'],
  EACCES: ['no permission to write there'],
  EPERM: ['no permission to write there'],
  EROFS: ['the file system is read-only'],
  ENOSPC: ['the disk is full', 'the last good files were left as they were'],
  EDQUOT: ['the disk quota is used up', 'the last good files were left as they were'],
  ENOTDIR: ['a part of the path is a file'],
  EEXIST: ['a file of that name is in the way'],
  EISDIR: ['a folder stands where a file belongs'],
};
