import { existsSync } from 'node:fs';
import type * as Fs from 'node:fs/promises';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFiles } from '../../src/render/files.ts';
import { UsageError } from '../../src/shared/errors.ts';

const { failing } = vi.hoisted(() => ({ failing: { at: '', code: '' } }));

// A full disk cannot be had on order: writing the file that `failing.at` names fails half-way.
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof Fs>();
  return {
    ...fs,
    writeFile: async (path: string, content: string) => {
      if (failing.at === '' || !path.includes(failing.at)) return fs.writeFile(path, content);
      await fs.writeFile(path, content.slice(0, 1));
      throw Object.assign(new Error('injected'), { code: failing.code });
    },
  };
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-files-'));
});
afterEach(async () => {
  Object.assign(failing, { at: '', code: '' });
  await rm(folder, { recursive: true, force: true });
});

const content = async (name: string) => readFile(join(folder, name), 'utf8');
const old = { 'a.md': 'old a', 'b.json': 'old b' };
const fresh = { 'a.md': 'new a', 'b.json': 'new b' };

async function expectOld(): Promise<void> {
  expect(await content('a.md')).toBe('old a');
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
}

describe('writeFiles', () => {
  it('makes the folder and those above it, and writes text and bytes', async () => {
    const deep = join(folder, 'x', 'y');
    await writeFiles(deep, { 'a.md': 'text', 'a.png': Uint8Array.of(1, 2, 3) });
    expect((await readdir(deep)).toSorted()).toEqual(['a.md', 'a.png']);
    expect(await content('x/y/a.md')).toBe('text');
    expect([...(await readFile(join(deep, 'a.png')))]).toEqual([1, 2, 3]);
  });

  it('puts new files in the place of old ones and leaves nothing beside them', async () => {
    await writeFiles(folder, old);
    await writeFiles(folder, fresh);
    expect((await readdir(folder)).toSorted()).toEqual(['a.md', 'b.json']);
    expect([await content('a.md'), await content('b.json')]).toEqual(['new a', 'new b']);
  });

  it('removes what an earlier run left and matches, and nothing else', async () => {
    await writeFiles(folder, { ...old, 'gone.png': 'x', 'kept.png': 'x', 'note.txt': 'x' });
    await writeFiles(folder, { ...fresh, 'kept.png': 'y' }, { obsolete: /\.png$/ });
    expect((await readdir(folder)).toSorted()).toEqual(['a.md', 'b.json', 'kept.png', 'note.txt']);
  });

  it.each([
    ['ENOSPC', 'the disk is full; the last good files were left as they were'],
    ['EDQUOT', 'the disk quota is used up; the last good files were left as they were'],
    ['EACCES', 'no permission to write there; choose another folder with --out'],
    ['EROFS', 'the file system is read-only; choose another folder with --out'],
  ])('leaves the old files whole and explains: %s', async (code, reason) => {
    await writeFiles(folder, old);
    Object.assign(failing, { at: 'b.json', code });
    const writing = writeFiles(folder, fresh);
    await expect(writing).rejects.toThrow(UsageError);
    await expect(writing).rejects.toThrow(`cannot write ${folder}: ${reason}`);
    await expectOld();
    expect(await content('b.json')).toBe('old b');
  });

  it('hands on a fault that it cannot explain', async () => {
    Object.assign(failing, { at: 'b.json', code: 'EUNHEARD' });
    await expect(writeFiles(folder, fresh)).rejects.toThrow(/^injected$/);
  });

  it('leaves the old files whole when a folder stands where a file belongs', async () => {
    await writeFiles(folder, { 'a.md': 'old a' });
    await mkdir(join(folder, 'b.json'));
    await expect(writeFiles(folder, fresh)).rejects.toThrow(
      'a folder stands where a file belongs; choose another folder with --out',
    );
    await expectOld();
  });

  it('names a single file by its path, and who writes and what to choose as it is told', async () => {
    Object.assign(failing, { at: 'a.md', code: 'EROFS' });
    const told = { who: 'verify', elsewhere: 'another place with --junit' };
    await expect(writeFiles(folder, { 'a.md': 'a' }, told)).rejects.toThrow(
      `verify: cannot write ${join(folder, 'a.md')}: the file system is read-only; choose another place with --junit`,
    );
  });

  it('refuses a folder that is a file, or below one', async () => {
    await writeFile(join(folder, 'file'), 'x');
    for (const path of ['file', 'file/below', 'file/far/below']) {
      const writing = writeFiles(join(folder, path), {});
      await expect(writing).rejects.toThrow('a part of the path is a file');
      await expect(writing).rejects.toThrow('choose another folder with --out');
    }
    expect(await content('file')).toBe('x');
  });

  it.runIf(existsSync('/proc/self'))(
    'refuses a folder that a virtual file system does not make, and does not hang',
    async () => {
      await expect(writeFiles('/proc/downhill/reports', fresh)).rejects.toThrow(
        'that folder cannot be made; choose another folder with --out',
      );
    },
    2_000,
  );

  it('makes one folder for several that ask at once', async () => {
    const deep = join(folder, 'x', 'y');
    await Promise.all(
      ['a', 'b', 'c'].map((name) => writeFiles(join(deep, name), { [name]: name })),
    );
    expect((await readdir(deep)).toSorted()).toEqual(['a', 'b', 'c']);
  });
});
