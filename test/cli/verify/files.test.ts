import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportsTo } from '../../../src/cli/verify/exports.ts';
import { filesToVerify } from '../../../src/cli/verify/files.ts';
import { grade, standardRubric } from '../../../src/grading/index.ts';
import { failed, passed } from '../../grading/verdicts.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'downhill-files-'));
  const files = [
    'class/bob/adam.ts',
    'class/alice/adam.js',
    'class/alice/part.mjs',
    'class/alice/README.md',
    'class/alice/types.d.ts',
    'class/alice/adam.test.ts',
    'class/alice/vite.config.ts',
    'class/alice/node_modules/evil/index.js',
    'class/.git/hook.js',
    'empty/notes.txt',
  ];
  for (const file of files) {
    await mkdir(join(root, dirname(file)), { recursive: true });
    await writeFile(join(root, file), '');
  }
  await symlink(join(root, 'class'), join(root, 'class/alice/round'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the files to examine', () => {
  it('of a folder are its sources in order, without tests, declarations, packages and hidden ones', async () => {
    const files = await filesToVerify([join(root, 'class')]);
    expect(files.map((file) => file.slice(root.length + 1))).toEqual([
      'class/alice/adam.js',
      'class/alice/part.mjs',
      'class/bob/adam.ts',
    ]);
  });

  it('are each taken once, and kept when they are missing', async () => {
    const bob = join(root, 'class/bob/adam.ts');
    expect(await filesToVerify([bob, 'gone.ts', bob])).toEqual([bob, 'gone.ts']);
  });

  it('are not found in a folder without any', async () => {
    await expect(filesToVerify([join(root, 'empty')])).rejects.toThrow(
      /^verify: no \.ts, \.js or \.mjs file in .*empty$/,
    );
  });
});

describe('exports', () => {
  const grading = { rubric: standardRubric, strict: false };
  const good = [grade(passed, grading)];

  it('hold the last results, whole, however fast they come; nothing else is left behind', async () => {
    const out = join(root, 'out/deep');
    const paths = {
      junit: join(out, 'junit.xml'),
      gradescope: join(out, 'results.json'),
      classroom: join(out, 'classroom.json'),
    };
    const exports = exportsTo(paths, standardRubric);
    for (let i = 0; i < 50; i++) exports.update(Array(i).fill(good[0]));
    exports.update([grade(failed, grading)]);
    await exports.settled();
    expect((await readdir(out)).toSorted()).toEqual([
      'classroom.json',
      'junit.xml',
      'results.json',
    ]);
    expect(JSON.parse(await readFile(paths.gradescope, 'utf8')).score).toBe(66.66);
    expect(JSON.parse(await readFile(paths.classroom, 'utf8')).status).toBe('fail');
    expect(await readFile(paths.junit, 'utf8')).toMatch(/<\/testsuites>\n$/);
  });

  it('that cannot be written say which option to change', async () => {
    const exports = exportsTo({ junit: join(root, 'empty/notes.txt/j.xml') }, standardRubric);
    exports.update(good);
    await expect(exports.settled()).rejects.toThrow(
      /^verify: cannot write .*notes\.txt\/j\.xml: .*another place with --junit$/,
    );
  });
});
