import { constants } from 'node:fs';
import { access, lstat, mkdir, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { refusal } from './failure.ts';
import { homeOf, type Site } from './site.ts';

/** Whether `node_modules/<name>` is a link into the set's folder. */
export async function isLinked(site: Site, name: string, folder: string): Promise<boolean> {
  const [from, to] = await Promise.all(
    [place(site, name), join(folder, 'node_modules', name)].map((path) =>
      Promise.resolve(path)
        .then(realpath)
        .catch(() => undefined),
    ),
  );
  return from !== undefined && from === to;
}

/**
 * Makes `node_modules/<name>` a link into the set's folder, in one step: there is never half a package.
 * @returns what undoes it: the link that was there before comes back, or none
 * @throws UsageError when something that is not ours lies there
 */
export async function link(
  site: Site,
  name: string,
  folder: string,
): Promise<() => Promise<unknown>> {
  const from = place(site, name);
  await checkPlace(site, name);
  await mkdir(dirname(from), { recursive: true });
  const before = await readlink(from).catch(() => undefined);
  await point(from, relative(await realpath(dirname(from)), join(folder, 'node_modules', name)));
  return () => (before === undefined ? unlink(site, name) : point(from, before));
}

async function point(from: string, target: string): Promise<void> {
  const unfinished = `${from}.${process.pid}`;
  await rm(unfinished, { force: true });
  await symlink(target, unfinished, 'junction');
  await rename(unfinished, from);
}

/** Takes `node_modules/<name>` away if it is a link of ours. */
export async function unlink(site: Site, name: string): Promise<boolean> {
  if ((await occupant(site, name)) !== 'ours') return false;
  await rm(place(site, name));
  return true;
}

/** @throws UsageError when the link could not be made: before, not after, everything was built */
export async function checkPlace(site: Site, name: string): Promise<void> {
  if ((await occupant(site, name)) === 'foreign') {
    throw refusal(
      `node_modules/${name} was installed by hand`,
      `type \`npm uninstall ${name}\`, then run it again`,
    );
  }
  const modules = join(site.root, 'node_modules');
  const folders = [modules, dirname(place(site, name))];
  for (const folder of folders) {
    try {
      await access(folder, constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && folder !== modules) continue;
      if (code === 'ENOENT') throw refusal('there is no node_modules here', 'type `npm ci` first');
      throw refusal(
        `${relative(site.root, folder)} cannot be written to (${code})`,
        'make it writable, then run it again',
      );
    }
  }
}

const place = (site: Site, name: string) => join(site.root, 'node_modules', name);

async function occupant(site: Site, name: string): Promise<'none' | 'ours' | 'foreign'> {
  const from = place(site, name);
  const found = await lstat(from).catch(() => undefined);
  if (found === undefined) return 'none';
  if (!found.isSymbolicLink()) return 'foreign';
  const target = join(await realpath(dirname(from)), await readlink(from));
  return target.startsWith((await realpath(homeOf(site)).catch(() => homeOf(site))) + sep)
    ? 'ours'
    : 'foreign';
}
