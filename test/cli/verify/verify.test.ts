import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/verify/verdict.ts';
import { downhill } from '../downhill.ts';
import { refused } from '../refused.ts';
import { rightAdam, unclear, wrongAdam } from './submissions.ts';

const escape = '\u001B';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-verify-'));
  await mkdir(join(folder, 'empty'));
  const files = {
    'right-adam.js': rightAdam,
    'wrong.js': wrongAdam,
    'unclear.js': unclear,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'rubric.json'), '{ "hidden": ["cold-stpe"] }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (...args: string[]) => downhill(folder, ['verify', ...args]);

describe('downhill verify --shard', () => {
  it.each([
    [['--shard'], {}, 'verify: which share is not said; add --shard 1/4'],
    [
      ['--shard'],
      { JOB_COMPLETION_INDEX: '0' },
      'JOB_COMPLETION_INDEX does not say of how many; add --of',
    ],
    [['--of', '2'], { JOB_COMPLETION_INDEX: '0' }, 'none is asked for; add --shard'],
    [['--shard', 'right-adam.js'], {}, 'such as 3/64, got right-adam.js'],
  ])('%j in %j is refused', async (args, variables, says) => {
    const { code, message } = await refused(folder, ['verify', '.', ...args], variables);
    expect(message).toContain(says);
    expect(code).toBe(2);
  });
});

describe('downhill verify <file>', () => {
  it('says that a right file is right, in plain words without a terminal, with exit code 0', async () => {
    const { code, stdout, stderr } = await verify('right-adam.js');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^✓ right-adam\.js as adam \(optimizer\): passed, (\d+) of \1 checks\n/);
    expect(stdout).not.toContain(escape);
  });

  it('says of a wrong one where it fails, names the mistake, and keeps its prints apart, with exit code 1', async () => {
    const { code, stdout } = await verify('wrong.js', '--as', 'adam');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ wrong\.js as adam \(optimizer\): failed, /);
    expect(stdout).toMatch(
      /update 1, variable `\w+`, element \[[\d, ]+\]: \S+ expected, \S+ got\n/,
    );
    expect(stdout).toMatch(/\nThe mistake.*\n {2}- /);
    expect(stdout).toMatch(/Printed by the file\n(?: {2}│ hello from the file\n)+/);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Try: npx downhill verify wrong.js --as adam --watch',
    );
  });

  it('runs nothing that a package.json beside the file names, and does not stumble over it', async () => {
    const handed = join(folder, 'handed-in');
    const pack = join(handed, 'pack');
    await mkdir(join(pack, 'lessons'), { recursive: true });
    await writeFile(join(handed, 'wrong.js'), wrongAdam);
    await writeFile(join(pack, 'package.json'), '{ "name": "pack", "type": "module" }');
    await writeFile(
      join(pack, 'lessons', 'index.js'),
      `import { writeFileSync } from 'node:fs';
      writeFileSync(new URL('ran', import.meta.url), '');
      export default [];`,
    );
    for (const text of ['{ "downhill": { "packs": ["./pack"] } }', '{ "downhill": ']) {
      await writeFile(join(handed, 'package.json'), text);
      const { code, stdout } = await downhill(handed, ['verify', 'wrong.js', '--as', 'adam']);
      expect(code).toBe(1);
      expect(stdout).toContain('See the lesson on adam');
      expect(await readdir(join(pack, 'lessons'))).toEqual(['index.js']);
    }
  });

  it('--json prints the document of the contract', async () => {
    const { code, stdout } = await verify('wrong.js', '--as', 'adam', '--json', '--seed', '7');
    expect(code).toBe(1);
    const document = JSON.parse(stdout) as Verdict;
    expect(document).toMatchObject({
      schema: 1,
      file: 'wrong.js',
      as: 'adam',
      kind: 'optimizer',
      verdict: 'failed',
      backend: 'cpu',
      seed: 7,
      seconds: expect.any(Number),
      diagnosis: expect.any(Array),
      advice: expect.any(Array),
    });
    const first = document.probes.find(({ passed }) => !passed);
    expect(first).toMatchObject({
      id: expect.any(String),
      about: expect.any(String),
      passed: false,
      update: 1,
      variable: expect.any(String),
      index: expect.any(Array),
      expected: expect.any(Number),
      got: expect.any(Number),
    });
  });
});

// Several files, and a class that is interrupted, are in test/slow/verify-several.test.ts.
describe('a mistake on the command line', () => {
  it.each([
    ['no file', [], 'file'],
    ['an unknown rule', ['right-adam.js', '--as', 'adma'], 'did you mean adam?'],
    ['a file whose rule is not clear', ['unclear.js'], '--as'],
    ['a folder without files', ['empty'], 'no .ts, .js or .mjs file'],
    ['no time', ['right-adam.js', '--timeout', '0'], 'greater than 0'],
    ['JSON for ever', ['right-adam.js', '--json', '--watch'], 'cannot be used with'],
    ['a rubric that is not there', ['right-adam.js', '--rubric', 'no.json'], 'does not exist'],
    ['an export that cannot be written', ['right-adam.js', '--junit', 'wrong.js/x'], '--junit'],
  ])('is answered with one sentence and exit code 2: %s', async (_, args, hint) => {
    const { code, stdout, message } = await refused(folder, ['verify', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(message).toContain(hint);
    expect(message).not.toContain('\n');
  });

  it('in the names of a rubric is told after the grades are written', async () => {
    const { code, stderr } = await verify(
      'right-adam.js',
      '--rubric',
      'rubric.json',
      '--gradescope',
      'graded.json',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('no probe is called "cold-stpe"; did you mean "cold-step"?');
    expect(JSON.parse(await readFile(join(folder, 'graded.json'), 'utf8')).score).toBe(100);
  });
});
