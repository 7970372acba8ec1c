import { spawn } from 'node:child_process';
import { access, mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NativeSet } from '../../native/native-set.ts';
import { removeAll, setUp } from '../../native/set-up.ts';
import { unbuiltClone, type FakeClone } from '../support/fake-clone.ts';
import { siteIn } from './site-in.ts';

const built = new URL('../../dist/native/set-up.js', import.meta.url).href;
const works = () => Promise.resolve('CPU, pretended');
const fails = () => Promise.reject(new Error('it computes nonsense'));

/** A set of one small package, `thing`. */
function thing(version: string, change: Partial<NativeSet> = {}): NativeSet {
  return {
    id: `thing-${version}`,
    backend: 'tensorflow',
    about: `Thing ${version}`,
    links: ['thing'],
    disk: 1e6,
    check: () => Promise.resolve(),
    build: async (_, folder) => {
      await mkdir(join(folder, 'node_modules', 'thing'), { recursive: true });
      await writeFile(join(folder, 'node_modules', 'thing', 'index.js'), version);
    },
    ...change,
  };
}

let clone: FakeClone;
beforeEach(async () => {
  clone = await unbuiltClone();
});
afterEach(() => clone.remove());

const home = () => readdir(join(clone.root, '.native')).catch(() => ['no .native']);
const target = () =>
  readlink(join(clone.root, 'node_modules', 'thing')).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );

describe('setUp', () => {
  it('builds the set, links it, tries it, and leaves nothing else behind', async () => {
    const site = siteIn(clone.root);
    expect(await setUp(site, thing('1'), works)).toBe('CPU, pretended');
    expect(await home()).toEqual(['thing-1']);
    expect(await target()).toBe('../.native/thing-1/node_modules/thing');
    expect(site.said).toEqual(['Thing 1, about 0.001 GB in .native/']);
  });

  it('does nothing but try it where it stands already', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    const site = siteIn(clone.root);
    const untouched = thing('1', { build: () => Promise.reject(new Error('was built again')) });
    expect(await setUp(site, untouched, works)).toBe('CPU, pretended');
    expect(site.said).toEqual([]);
  });

  it('only links it again after npm ci has wiped node_modules', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    await rm(join(clone.root, 'node_modules'), { recursive: true });
    await mkdir(join(clone.root, 'node_modules'));
    const untouched = thing('1', { build: () => Promise.reject(new Error('was built again')) });
    await setUp(siteIn(clone.root), untouched, works);
    expect(await target()).toBe('../.native/thing-1/node_modules/thing');
  });

  it('builds anew what is there but does not work', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    let trials = 0;
    const site = siteIn(clone.root);
    await setUp(site, thing('1'), () => (++trials <= 2 ? fails() : works()));
    expect(site.said).toContain('Thing 1 is there but does not work; building it again');
    expect(await home()).toEqual(['thing-1']);
  });

  it('keeps the former version until the next one works, then clears it away', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    await expect(setUp(siteIn(clone.root), thing('2'), fails)).rejects.toThrow('nonsense');
    expect([await home(), await target()]).toEqual([
      ['thing-1'],
      '../.native/thing-1/node_modules/thing',
    ]);
    await setUp(siteIn(clone.root), thing('2'), works);
    expect([await home(), await target()]).toEqual([
      ['thing-2'],
      '../.native/thing-2/node_modules/thing',
    ]);
  });

  it.each([
    [
      'a missing tool',
      thing('1', { check: () => Promise.reject(new Error('pip is missing')) }),
      /pip/,
    ],
    [
      'a failing build',
      thing('1', { build: () => Promise.reject(new Error('no space')) }),
      /no space/,
    ],
    [
      'a full disk',
      thing('1', { disk: 1e18 }),
      /needs 1000000000 GB of free disk, there are [\d.]+ GB; free some/,
    ],
  ])('leaves the clone as it was after %s', async (_, set, reason) => {
    await expect(setUp(siteIn(clone.root), set, works)).rejects.toThrow(reason);
    expect([await home(), await target()]).toEqual([['no .native'], 'ENOENT']);
  });

  it('does not touch a package that somebody installed by hand', async () => {
    await mkdir(join(clone.root, 'node_modules', 'thing'));
    await expect(setUp(siteIn(clone.root), thing('1'), works)).rejects.toThrow(
      'node_modules/thing was installed by hand; type `npm uninstall thing`',
    );
    await access(join(clone.root, 'node_modules', 'thing'));
  });

  it('says so where npm ci has not run yet', async () => {
    await rm(join(clone.root, 'node_modules'), { recursive: true });
    await expect(setUp(siteIn(clone.root), thing('1'), works)).rejects.toThrow(
      'type `npm ci` first',
    );
  });
});

describe('setUp, killed', () => {
  /** Runs a set-up in a process of its own, which dies by SIGKILL at the given point, or lives on. */
  async function start(point: 'building' | 'trying', kill: boolean) {
    const script = `
      import { mkdir, writeFile } from 'node:fs/promises';
      import { setUp } from '${built}';
      const hang = async (at) => { if (at !== '${point}') return; ${kill ? "process.kill(process.pid, 'SIGKILL');" : "console.log('there'); await new Promise((done) => setTimeout(done, 20_000));"} };
      await setUp(
        { root: process.cwd(), env: process.env, signal: new AbortController().signal, say() {} },
        { id: 'thing-1', about: 'Thing', links: ['thing'], disk: 1, check: async () => {}, build: async (_, folder) => {
          await mkdir(folder + '/node_modules/thing', { recursive: true });
          await hang('building');
          await writeFile(folder + '/node_modules/thing/index.js', '1');
        } },
        async () => { await hang('trying'); return 'CPU'; });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: clone.root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (kill) await new Promise((resolve) => child.on('close', resolve));
    else await new Promise((resolve) => child.stdout.once('data', resolve));
    return child;
  }

  it.each(['building', 'trying'] as const)(
    'while %s, is completed by the next run',
    async (point) => {
      const killed = await start(point, true);
      expect(killed.signalCode).toBe('SIGKILL');
      expect(await home()).toContain('lock');
      await setUp(siteIn(clone.root), thing('1'), works);
      // The lock of the dead process may stay: whoever needs it takes it over.
      expect((await home()).filter((name) => name !== 'lock')).toEqual(['thing-1']);
      expect(await target()).toBe('../.native/thing-1/node_modules/thing');
    },
  );

  it('refuses to work beside another one that is alive, and names its process', async () => {
    const other = await start('building', false);
    await expect(setUp(siteIn(clone.root), thing('1'), works)).rejects.toThrow(
      `process ${other.pid} is at it already`,
    );
    other.kill('SIGKILL');
    await wait(100);
    await setUp(siteIn(clone.root), thing('1'), works);
    expect(await home()).toEqual(['thing-1']);
  });
});

describe('removeAll', () => {
  it('takes links and sets away, and nothing else', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    expect(await removeAll(siteIn(clone.root), [thing('1')])).toEqual([
      'node_modules/thing',
      '.native',
    ]);
    expect([await home(), await target()]).toEqual([['no .native'], 'ENOENT']);
    expect(await removeAll(siteIn(clone.root), [thing('1')])).toEqual([]);
  });

  it('also takes away a link whose set somebody has deleted', async () => {
    await setUp(siteIn(clone.root), thing('1'), works);
    await rm(join(clone.root, '.native'), { recursive: true });
    expect(await removeAll(siteIn(clone.root), [thing('1')])).toEqual(['node_modules/thing']);
    expect(await target()).toBe('ENOENT');
  });
});
