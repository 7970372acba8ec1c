import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../shared/errors.ts';

const source = /\.[cm]?[jt]s$/;
const notHandedIn = /\.d\.[cm]?ts$|\.(?:test|spec|config)\.[cm]?[jt]s$/;

/**
 * The files to examine. A folder stands for every TypeScript and JavaScript file in and below it, in order of their names;
 * declarations, tests, configurations, `node_modules` and what begins with a dot are left out. A path that leads nowhere
 * is kept: that its file is missing is a result, too.
 * @throws UsageError for a folder without such a file
 */
export async function filesToVerify(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await isFolder(path))) files.push(path);
    else {
      const inside = await sources(path);
      if (inside.length > 0) files.push(...inside);
      else
        throw new UsageError({
          who: 'verify',
          rule: `no .ts, .js or .mjs file in ${path}`,
          command: 'verify --help',
        });
    }
  }
  return [...new Set(files)];
}

/** Whether `path` is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

async function sources(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      // Links to folders are not followed: they can lead in circles.
      if (entry.isDirectory()) return sources(path);
      return source.test(entry.name) && !notHandedIn.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat();
}
