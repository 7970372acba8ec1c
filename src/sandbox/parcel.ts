import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, posix, relative, resolve, sep } from 'node:path';
import { UsageError } from '../shared/errors.ts';
import { inTurn } from '../shared/in-turn.ts';
import { compile } from './compile.ts';
import { mostBytes } from './most-bytes.ts';

/** A submission that can be sent: a file, and what of its folder it may import. */
export interface Parcel {
  readonly name: string;
  /** What each holds, in base64, by its way from the file's folder, with slashes. */
  readonly files: Readonly<Record<string, string>>;
}

const ending = /\.(?:[cm]?[jt]s|json)$/;
/** Every text that may be a relative import: too many do no harm. */
const specifiers = /['"`](\.{1,2}(?:\/[^'"`\n]*)?)['"`]/g;

/** Words with a backslash in them may be an import that only the compiler can read. */
const escaped = /['"`][^'"`\n]*\\/;

/**
 * A file with whatever in its folder it may import.
 * @returns undefined for what is refused anyway, or would be elsewhere for another reason: a file that is not there or too
 * large, a link or an import that leads out of the folder, imports that only the compiler can read where it finds a fault
 */
export async function packed(file: string): Promise<Parcel | undefined> {
  try {
    const folder = await realpath(dirname(resolve(file)));
    const name = basename(file);
    const files: Record<string, string> = {};
    let size = 0;
    let compiled = false;
    const waiting = [name];
    for (const path of waiting) {
      if (path in files) continue;
      const full = join(folder, path);
      if (!(await realpath(full)).startsWith(folder + sep)) return undefined;
      const found = await stat(full);
      size += found.size;
      // A pipe would be read for ever.
      if (!found.isFile() || size > mostBytes) return undefined;
      const bytes = await readFile(full);
      files[path] = bytes.toString('base64');
      const text = bytes.toString();
      if (!compiled && escaped.test(text)) {
        compiled = true;
        waiting.push(...(await compiledFrom(folder, name))());
      }
      for (const [, specifier] of text.matchAll(specifiers)) {
        const target = posix.normalize(posix.join(posix.dirname(path), specifier as string));
        if (target.startsWith('..')) return undefined;
        waiting.push(...(await meant(folder, target)));
      }
    }
    return { name, files };
  } catch {
    return undefined;
  }
}

/** What the compiler finds to be a part of a file; one after the other. @throws CompileError */
const compiledFrom = inTurn((folder: string, name: string) =>
  compile(join(folder, name)).then(
    ({ files }) =>
      () =>
        files.map((file) => relative(folder, file).split(sep).join('/')),
    (error: unknown) => () => {
      throw error;
    },
  ),
);

/** The files that an import of this path may be: itself, with another ending, or a folder's index. */
async function meant(folder: string, path: string): Promise<string[]> {
  const [parent, last] = [posix.dirname(path), posix.basename(path)];
  const names = new Set([last, basename(last, extname(last))]);
  const near = await sources(folder, parent);
  const inside = await sources(folder, path);
  return [
    ...near.filter((one) => names.has(one) || names.has(basename(one, extname(one)))),
    ...inside.filter((one) => one.startsWith('index.')).map((one) => posix.join(last, one)),
  ].map((one) => posix.join(parent, one));
}

async function sources(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && ending.test(entry.name))
    .map(({ name }) => name);
}

const temporary = 'downhill-submission-';
/** Milliseconds: whoever shares a temporary folder may have other processes of the same numbers. */
const anHour = 3_600_000;

/** Deletes the folders of submissions whose processes were killed an hour ago or earlier. */
export async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, pid] = new RegExp(`^${temporary}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(tmpdir(), name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > anHour) await rm(path, { recursive: true });
    } catch {
      // What another user left is theirs.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Does something with a submission that was sent, in a folder of its own that is gone afterwards.
 * @throws UsageError for a file that would lie outside of it
 */
export async function unpacked<T>(
  { files }: Parcel,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `${temporary}${process.pid}-`)));
  try {
    for (const [path, content] of Object.entries(files)) {
      const full = resolve(folder, path);
      if (!full.startsWith(folder + sep)) {
        throw new UsageError({ who: 'queue', rule: 'a submission must lie in its own folder' });
      }
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, Buffer.from(content, 'base64'));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
