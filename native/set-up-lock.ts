import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from './failure.ts';
import { homeOf, type Site } from './site.ts';

/**
 * Does `work` while no other set-up runs in the same clone. The lock holds the process's id, so that one left behind by a
 * killed process is known to be dead and is taken over.
 * @throws UsageError when another one is at work
 */
export async function withLock<T>(site: Site, work: () => Promise<T>): Promise<T> {
  const lock = join(homeOf(site), 'lock');
  await mkdir(homeOf(site), { recursive: true });
  await take(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
    // Nothing was kept: leave no empty folder behind.
    await rmdir(homeOf(site)).catch(() => {});
  }
}

async function take(lock: string): Promise<void> {
  try {
    await writeFile(lock, `${process.pid}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (holder > 0 && isAlive(holder)) {
      throw refusal(
        `process ${holder} is at it already`,
        'wait for it, or end it and run this again',
      );
    }
    // Of several that find the dead lock only one can rename it.
    const dead = `${lock}-${process.pid}`;
    await rename(lock, dead).catch(() => {});
    await rm(dead, { force: true });
    await take(lock);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
