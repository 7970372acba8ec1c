import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearAbandoned, packed, unpacked } from '../../src/sandbox/parcel.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-parcel-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
}
const contents = async (file: string) =>
  Object.keys((await packed(at(file)))?.files ?? {}).toSorted();

describe('a submission that is sent', () => {
  it('holds what its file imports, however that is written, and nothing of its neighbours', async () => {
    write({
      'a/adam.ts': `import './one.js'; export * from "./lib"; const x = await import('./data.json');`,
      'a/one.ts': `const two = require('./deep/two');`,
      'a/deep/two.js': `import '../lib/index.ts';`,
      'a/lib/index.ts': '',
      'a/data.json': '{}',
      'a/other.ts': '',
      'b/adam.ts': '',
    });
    expect(await contents('a/adam.ts')).toEqual([
      'adam.ts',
      'data.json',
      'deep/two.js',
      'lib/index.ts',
      'one.ts',
    ]);
  });

  it('holds what only the compiler can read', async () => {
    write({
      'a/adam.ts': `import './\\u006fne.js'; export * from "\\./two.js"; await import('.\\x2ftwo.js');`,
      'a/one.ts': '',
      'a/two.js': `export * from './lib\\\n/three.js';`,
      'a/lib/three.ts': '',
      'a/other.ts': '',
    });
    expect(await contents('a/adam.ts')).toEqual(['adam.ts', 'lib/three.ts', 'one.ts', 'two.js']);
  });

  it('arrives byte for byte, and leaves nothing behind', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x2f, 0x2f, 0xff, 0x00]);
    writeFileSync(at('adam.js'), bytes);
    const parcel = await packed(at('adam.js'));
    const seen = await unpacked(parcel as NonNullable<typeof parcel>, async (place) => {
      expect(readFileSync(join(place, 'adam.js'))).toEqual(bytes);
      return place;
    });
    expect(existsSync(seen)).toBe(false);
  });

  it('leaves its folder to the next worker where its own was killed, for an hour', async () => {
    const folders = [spawnSync('true').pid, process.pid].flatMap((pid) =>
      [0, 2].map((hours) => {
        const path = mkdtempSync(join(tmpdir(), `downhill-submission-${pid}-`));
        writeFileSync(join(path, 'adam.js'), '');
        const then = new Date(Date.now() - hours * 3_600_000);
        utimesSync(path, then, then);
        return path;
      }),
    );
    await clearAbandoned();
    expect(folders.map(existsSync)).toEqual([true, false, true, true]);
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });

  it.each([
    ['a file that is not there', {}, 'adam.ts'],
    ['an import that leads out', { 'a/adam.ts': "import '../b.ts'", 'b.ts': '' }, 'a/adam.ts'],
    [
      'an import that leads out, as only the compiler can read',
      { 'a/adam.ts': "import '.\\x2e/b.ts'", 'b.ts': '' },
      'a/adam.ts',
    ],
    ['more than it may have', { 'adam.ts': ' '.repeat(2e6 + 1) }, 'adam.ts'],
  ])('is none: %s', async (_, files, file) => {
    write(files);
    expect(await packed(at(file))).toBeUndefined();
  });

  it('is none where a link leads to the file of somebody else', async () => {
    write({ 'b/adam.ts': 'secret' });
    mkdirSync(at('a'));
    symlinkSync(at('b/adam.ts'), at('a/adam.ts'));
    expect(await packed(at('a/adam.ts'))).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')(
    'is none for a pipe, nor for a file that may import one, which would be read for ever',
    async () => {
      write({ 'adam.ts': "export * from './rule.js';", 'pipes/sgd.ts': '' });
      execFileSync('mkfifo', [at('rule.js'), at('pipes/adam.ts')]);
      expect(await packed(at('adam.ts'))).toBeUndefined();
      expect(await packed(at('pipes/adam.ts'))).toBeUndefined();
      expect(await contents('pipes/sgd.ts')).toEqual(['sgd.ts']);
    },
    10_000,
  );

  it('writes nothing beside its folder', async () => {
    const path = `../${folder.split('/').at(-1)}/written.ts`;
    const parcel = { name: 'adam.ts', files: { [path]: '' } };
    await expect(unpacked(parcel, async () => '')).rejects.toThrow('its own folder');
    expect(existsSync(at('written.ts'))).toBe(false);
  });
});
