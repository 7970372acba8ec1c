import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/verify/verdict.ts';
import { downhill, start, type Ended } from '../cli/downhill.ts';
import { broken, endless, rightAdam, wrongAdam } from '../cli/verify/submissions.ts';
import { strictClassroom, strictGradescope } from '../grading/published-formats.ts';
import { parsed, strictJunit } from '../grading/xml.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-verify-'));
  const files = { 'right-adam.js': rightAdam, 'wrong.js': wrongAdam, 'broken.ts': broken };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('downhill verify with several files', () => {
  const files = ['broken.ts', 'right-adam.js', 'wrong.js', 'gone.ts'];
  let ended: Ended;
  beforeAll(async () => {
    const exports = ['junit', 'gradescope', 'classroom'].flatMap((name) => [
      `--${name}`,
      `out/${name}`,
    ]);
    ended = await downhill(folder, ['verify', ...files, '--as', 'adam', '--json', ...exports]);
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
