import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/verify/verdict.ts';
import { strictClassroom, strictGradescope } from '../../grading/published-formats.ts';
import { parsed, strictJunit } from '../../grading/xml.ts';
import { once } from 'node:events';
import { downhill, start, type Ended } from '../downhill.ts';
import { broken, endless, rightAdam, unclear, wrongAdam } from './submissions.ts';

const escape = '\u001B';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-verify-'));
  await mkdir(join(folder, 'empty'));
  const files = {
    'right-adam.js': rightAdam,
    'wrong.js': wrongAdam,
    'broken.ts': broken,
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
    const { code, stderr } = await downhill(folder, ['verify', '.', ...args], '', variables);
    expect(stderr).toContain(says);
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

describe('downhill verify with several files', () => {
  const files = ['broken.ts', 'right-adam.js', 'wrong.js', 'gone.ts'];
  let ended: Ended;
  beforeAll(async () => {
    const exports = ['junit', 'gradescope', 'classroom'].flatMap((name) => [
      `--${name}`,
      `out/${name}`,
    ]);
    ended = await verify(...files, '--as', 'adam', '--json', ...exports);
  }, 120_000);

  it('gives one document in the order of the files, and the worst exit code', () => {
    expect(ended.code).toBe(3);
    const { schema, results } = JSON.parse(ended.stdout) as { schema: 1; results: Verdict[] };
    expect(schema).toBe(1);
    expect(results.map(({ file, verdict }) => [file, verdict])).toEqual([
      ['broken.ts', 'error'],
      ['right-adam.js', 'passed'],
      ['wrong.js', 'failed'],
      ['gone.ts', 'error'],
    ]);
    expect(results[0]?.message).toContain('broken.ts:');
    expect(results[3]?.message).toContain('does not exist');
  });

  it('writes all three formats, valid', async () => {
    const out = (name: string) => readFile(join(folder, 'out', name), 'utf8');
    expect(strictJunit(parsed(await out('junit')))).toEqual([]);
    const results = JSON.parse(await out('gradescope'));
    expect(strictGradescope(results)).toEqual([]);
    expect(results.extra_data.files.map(({ score }: { score: number }) => score)).toEqual([
      0,
      100,
      expect.any(Number),
      0,
    ]);
    expect(strictClassroom(JSON.parse(await out('classroom')))).toEqual([]);
  });
});

describe('a class that is interrupted', () => {
  const files = ['endless.js', 'wrong.js'];
  const args = ['verify', ...files, '--as', 'adam', '--timeout', '300', '--json'];

  it('leaves a valid document of what was done, and --resume does not judge that again', async () => {
    await rm(join(folder, '.downhill'), { recursive: true, force: true });
    await writeFile(join(folder, 'endless.js'), endless);
    const ended = await interrupted([...args, '--gradescope', 'class.json'], 1);
    expect(ended.code).toBe(130);
    const { results } = JSON.parse(ended.stdout) as { results: Verdict[] };
    expect(results.map(({ file, verdict }) => [file, verdict])).toEqual([['wrong.js', 'failed']]);
    const graded = JSON.parse(await readFile(join(folder, 'class.json'), 'utf8'));
    const verdicts = graded.extra_data.files.map(({ verdict }: Verdict) => verdict);
    expect(verdicts).toEqual(['error', 'failed']);
    await writeFile(join(folder, 'endless.js'), rightAdam);
    const { code, stdout, stderr } = await downhill(folder, [...args, '--resume']);
    expect(code).toBe(1);
    expect(stderr).toContain('1 of them was judged before.\n');
    const all = (JSON.parse(stdout) as { results: Verdict[] }).results;
    expect(all.map(({ file, verdict }) => [file, verdict])).toEqual([
      ['endless.js', 'passed'],
      ['wrong.js', 'failed'],
    ]);
    expect(all.slice(1)).toEqual(results);
  });

  /** Runs the command until so many verdicts are on the disk, and interrupts it then. */
  async function interrupted(args: readonly string[], verdicts: number): Promise<Ended> {
    const child = start(folder, args);
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
    const ended = once(child, 'close') as Promise<[number]>;
    while ((await kept()) < verdicts) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    const [code] = await ended;
    return { code, ...said };
  }

  async function kept(): Promise<number> {
    const store = join(folder, '.downhill/verdicts');
    const names = await readdir(store).catch(() => []);
    const texts = await Promise.all(names.map((name) => readFile(join(store, name), 'utf8')));
    return texts.join('').split('\n').length - 1;
  }
});

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
    const { code, stdout, stderr } = await verify(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^downhill: [^\n]+\n/);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/\n {4}at |node:internal/);
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
