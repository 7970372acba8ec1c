import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downhill } from '../downhill.ts';

const study = {
  schema: 1,
  name: 'rates',
  problems: [{ name: 'noisyBowl', dimension: 2 }],
  optimizers: [{ name: 'sgd', learningRate: { log: [0.001, 1] } }, { name: 'adam' }],
  updates: 60,
  trials: 4,
  seeds: [7, 8],
  final: [1, 2],
};
const cpu = ['--backend', 'cpu'];

let above = '';
let folder = '';
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'downhill-sweep-'));
});
afterAll(() => rm(above, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(above, 'at-'));
  await writeStudy({});
});

const writeStudy = (change: object) =>
  writeFile(join(folder, 'study.json'), JSON.stringify({ ...study, ...change }));
const results = () => join(folder, 'sweeps', 'rates', 'results');
const records = async () => {
  const names = await readdir(results());
  const texts = names.map((name) => readFile(join(results(), name), 'utf8'));
  return (await Promise.all(texts)).join('').trimEnd().split('\n');
};
const sweep = (...more: string[]) => downhill(folder, ['sweep', 'study.json', ...cpu, ...more]);
/** The report, byte by byte. */
const report = async () => {
  const of = join(folder, 'sweeps', 'rates');
  const names = (await readdir(of)).filter((name) => name !== 'results');
  const files = await Promise.all(names.map((name) => readFile(join(of, name), 'base64')));
  return Object.fromEntries(names.map((name, i) => [name, files[i]]));
};

describe('downhill sweep', () => {
  it('trains, writes the report, prints a table, and with its records trains nothing again', async () => {
    const first = await sweep();
    expect(first.code).toBe(0);
    const [head, ...rows] = first.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^problem +optimizer +best setting +when chosen +fresh seeds +of these$/);
    expect(rows).toHaveLength(2);
    expect(first.stderr).toContain('rates: 14 runs, 840 updates; a first guess is');
    expect(first.stderr).toMatch(/rates: 50 % done(, about \d+ (s|min) left)?\n/);
    // 4 settings and 1, with two seeds, and the best of both again with two.
    const trained = await records();
    expect(trained).toHaveLength(14);
    const written = await report();
    const second = await sweep();
    expect(second.stdout).toBe(first.stdout);
    expect(await records()).toEqual(trained);
    expect(await report()).toEqual(written);
  });

  it('prints one document with --json', async () => {
    const { stdout, stderr } = await sweep('--json');
    const told = JSON.parse(stdout) as { schema: number; cells: object[]; out: string };
    expect(told).toMatchObject({
      schema: 1,
      name: 'rates',
      out: join('sweeps', 'rates'),
      cells: [{ optimizer: 'SGD', trials: 4, best: { score: expect.any(Number) } }, { trials: 1 }],
    });
    expect(stderr).not.toContain('index.html');
  });

  it.each([
    [
      { updates: 0 },
      2,
      /^downhill: study\.json: updates must be a whole number of at least 1, got 0\nTry: npx downhill sweep --help\n$/,
    ],
    [{ score: 'validationLoss' }, 2, /score must be one of what is measured on noisyBowl: /],
    [{ problems: [{ name: 'noisyBowl', dimension: 0 }] }, 2, /noisyBowl: dimension must be/],
  ])('says in one sentence what is wrong: %j', async (change, code, says) => {
    await writeStudy(change);
    const ended = await sweep('--quiet');
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(says);
  });

  it('leaves with 3 where there is no study', async () => {
    const ended = await downhill(folder, ['sweep', 'nowhere.json']);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('sweep: the file nowhere.json does not exist');
  });
});

describe('downhill work', () => {
  it('asks for a share, and says what is wrong with one', async () => {
    const without = await downhill(folder, ['work', 'study.json']);
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('work: which share is not said; add --shard 1/4');
    const wrong = await downhill(folder, ['work', 'study.json', '--shard', '3/2']);
    expect(wrong.stderr).toContain('--shard must name one of the shares there are');
  });
});
