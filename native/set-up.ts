import { access, mkdtemp, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from './failure.ts';
import type { NativeSet } from './native-set.ts';
import { checkPlace, isLinked, link, unlink } from './package-link.ts';
import { withLock } from './set-up-lock.ts';
import { homeOf, type Site } from './site.ts';

/** What runs one operation on a backend in a process of its own, and says on which device. @throws Error with the reason */
export type Trial = (set: NativeSet) => Promise<string>;

/**
 * Brings the clone into the state "this set is built, linked and works", from whatever state it is in. Finished sets lie
 * in `.native/<id>`, put there by one rename; work in progress lies in `.native/work-*` and is thrown away by the next run.
 * So a kill at any point leaves either the old state or the new one.
 * @returns the device that the backend now computes on
 * @throws UsageError naming what is missing and how to get it
 */
export async function setUp(site: Site, set: NativeSet, trial: Trial): Promise<string> {
  const finished = join(homeOf(site), set.id);
  if (await isReady(site, set)) {
    const device = await trial(set).catch(() => undefined);
    if (device !== undefined) return device;
  }
  for (const name of set.links) await checkPlace(site, name);
  return withLock(site, async () => {
    await clearLeftovers(site);
    if (await exists(finished)) {
      // After an `npm ci` only the links are gone.
      const device = await linked(site, set, trial).catch(() => undefined);
      if (device !== undefined) return device;
      site.say(`${set.about} is there but does not work; building it again`);
      await rm(finished, { recursive: true });
    }
    await set.check(site);
    await checkDisk(site, set);
    site.say(`${set.about}, about ${set.disk / 1e9} GB in .native/`);
    const work = await mkdtemp(join(homeOf(site), 'work-'));
    try {
      await set.build(site, work);
      await rename(work, finished);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    const device = await linked(site, set, trial).catch(async (error: unknown) => {
      await rm(finished, { recursive: true, force: true });
      throw error;
    });
    await clearSpent(site, set);
    return device;
  });
}

/** Undoes every set-up: links, built sets, downloads. @returns what was taken away */
export async function removeAll(site: Site, sets: readonly NativeSet[]): Promise<string[]> {
  const hadHome = await exists(homeOf(site));
  const removed = await withLock(site, async () => {
    const unlinked: string[] = [];
    for (const name of new Set(sets.flatMap((set) => set.links))) {
      if (await unlink(site, name)) unlinked.push(`node_modules/${name}`);
    }
    return unlinked;
  });
  await rm(homeOf(site), { recursive: true, force: true });
  return hadHome ? [...removed, '.native'] : removed;
}

/** The set linked and tried; if it does not work, what was linked before is back. */
async function linked(site: Site, set: NativeSet, trial: Trial): Promise<string> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const name of set.links) undo.push(await link(site, name, join(homeOf(site), set.id)));
    return await trial(set);
  } catch (error) {
    for (const back of undo) await back();
    throw error;
  }
}

async function isReady(site: Site, set: NativeSet): Promise<boolean> {
  const folder = join(homeOf(site), set.id);
  const links = await Promise.all(set.links.map((name) => isLinked(site, name, folder)));
  return links.every(Boolean);
}

/** Only a killed run leaves these: whoever holds the lock is the only one at work. */
async function clearLeftovers(site: Site): Promise<void> {
  for (const name of await readdir(homeOf(site))) {
    if (!/^(work-|log\.txt$)/.test(name)) continue;
    await rm(join(homeOf(site), name), { recursive: true, force: true });
  }
}

/** The download and the sets of other versions, once this one works. */
async function clearSpent(site: Site, set: NativeSet): Promise<void> {
  const kind = set.id.slice(0, set.id.lastIndexOf('-') + 1);
  for (const name of await readdir(homeOf(site))) {
    if (name !== 'downloads' && (name === set.id || !name.startsWith(kind))) continue;
    await rm(join(homeOf(site), name), { recursive: true, force: true });
  }
}

async function checkDisk(site: Site, set: NativeSet): Promise<void> {
  const { bavail, bsize } = await statfs(homeOf(site));
  if (bavail * bsize >= set.disk) return;
  const free = (bavail * bsize) / 1e9;
  throw refusal(
    `needs ${set.disk / 1e9} GB of free disk, there are ${free.toFixed(1)} GB`,
    'free some, then run it again',
  );
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
